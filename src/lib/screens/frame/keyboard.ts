/** Whether a letter pressed there is written, or chooses from its list: a tick or a choice among buttons takes none. */
export function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const fields = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]'
  return target.closest(fields) !== null
}

/** Whether what the keyboard was on went away. Whoever went on meanwhile is left where they are. */
export function keyboardIsFree(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}
