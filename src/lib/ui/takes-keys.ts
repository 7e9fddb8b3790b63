/** Whether single keys pressed there are its own: a field, an editor, a menu or a dialog. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return target.closest('input, textarea, select, [contenteditable], [role="menu"], dialog') !== null
}
