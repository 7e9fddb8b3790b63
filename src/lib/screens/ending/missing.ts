import type { EndingPart, EndingRow } from '#lib/reablement/ending.ts'

/** Where a part of the checklist stands on the page. */
export function partId(part: EndingPart): string {
  return `ending-${part.replaceAll(' ', '-')}`
}

/** The missing part after the one the keyboard is in, and round again; undefined when nothing is missing. */
export function nextMissing(rows: readonly EndingRow[], from: EndingPart | null): EndingPart | undefined {
  const place = rows.findIndex(({ part }) => part === from)
  return [...rows.slice(place + 1), ...rows.slice(0, place + 1)].find(({ whole }) => !whole)?.part
}

/** The part of the checklist the keyboard is in. */
export function partAt(rows: readonly EndingRow[], element: Element | null): EndingPart | null {
  const id = element?.closest('section[data-part]')?.id
  return rows.find(({ part }) => partId(part) === id)?.part ?? null
}

/** Brings a part into view with the keyboard on the first thing in it that is not chosen, written or ticked. */
export function focusPart(part: EndingPart): void {
  const section = document.getElementById(partId(part))
  if (!section) return
  const asked = [
    ...section.querySelectorAll<HTMLElement>('fieldset, input[required], input[type="checkbox"]'),
  ]
  const open = asked.find(isOpen)
  const to = open?.matches('fieldset') ? open.querySelector<HTMLElement>('input:enabled') : open
  ;(to ?? section.querySelector<HTMLElement>('input:enabled, select') ?? section).focus()
}

function isOpen(asked: HTMLElement): boolean {
  if (!(asked instanceof HTMLInputElement)) return asked.querySelector('input:checked') === null
  return asked.type === 'checkbox' ? !asked.checked : asked.value.trim() === ''
}
