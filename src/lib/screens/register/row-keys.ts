const typing = 'input, textarea, select, [contenteditable]'

/**
 * ↑ and ↓ move along the rows (`data-row`); a letter presses the focused row's button of that key (`data-key`).
 * Single keys never fire while somebody types, nor with Ctrl, Alt or ⌘. Give it the window's keydown.
 */
export function rowKeys(event: KeyboardEvent, root: ParentNode | undefined): void {
  const at = event.target
  if (!root || !(at instanceof Element) || event.ctrlKey || event.altKey || event.metaKey) return
  if (at.matches(typing) || event.defaultPrevented) return
  const row = at.closest('[data-row]')
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (row || at === document.body) move(event, root, row)
  } else if (row) {
    press(event, row)
  }
}

function move(event: KeyboardEvent, root: ParentNode, row: Element | null): void {
  const rows = [...root.querySelectorAll('[data-row]')]
  const at = row ? rows.indexOf(row) : -1
  const next = rows[event.key === 'ArrowDown' ? at + 1 : Math.max(0, at - 1)]
  if (!next) return
  event.preventDefault()
  focusRow(next)
}

function press(event: KeyboardEvent, row: Element): void {
  const key = event.key.toLowerCase()
  const button = /^[a-z]$/.test(key) ? row.querySelector<HTMLElement>(`[data-key="${key}"]`) : null
  if (!button) return
  event.preventDefault()
  button.click()
}

/** The row of an action, where there is one. */
export function focusAction(root: ParentNode | undefined, id: string): void {
  const row = root?.querySelector(`[data-action="${CSS.escape(id)}"]`)
  if (row) focusRow(row)
}

/** The row itself, or the link that stands for it. */
export function focusRow(row: Element): void {
  const target = row.matches('[tabindex]') ? row : row.querySelector('[data-focus]')
  if (!(target instanceof HTMLElement)) return
  target.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
}
