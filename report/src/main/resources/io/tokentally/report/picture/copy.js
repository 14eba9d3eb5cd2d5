// Amounts are shown rounded. Whoever copies them gets them exact.

/** An amount, rounded, that knows what it is exactly. */
function amount(exact, unit) {
  return element('data', { className: 'amount', value: exact, textContent: rounded(exact), title: grouped(exact) + ' ' + unit });
}

document.addEventListener('copy', (event) => {
  const selection = document.getSelection();
  if (selection.isCollapsed || event.target.closest?.('input')) {
    return;
  }
  const copied = document.createElement('div');
  const within = selection.getRangeAt(0).commonAncestorContainer;
  const one = (within.nodeType === Node.TEXT_NODE ? within.parentNode : within).closest('data.amount');
  copied.append(one ? one.cloneNode(true) : selection.getRangeAt(0).cloneContents());
  const amounts = copied.querySelectorAll('data.amount');
  amounts.forEach((each) => (each.textContent = each.value));
  if (amounts.length > 0) {
    const rows = [...copied.querySelectorAll('tr')];
    const line = (row) => [...row.children].map((cell) => cell.textContent.trim()).join('\t');
    event.clipboardData.setData('text/plain', rows.length > 0 ? rows.map(line).join('\n') : copied.textContent);
    event.preventDefault();
  }
});
