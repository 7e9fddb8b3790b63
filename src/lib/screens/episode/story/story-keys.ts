import type { Attachment } from 'svelte/attachments'

/**
 * Moves through the story's entries with the arrow keys, Home and End; Enter opens what an entry leads to, Escape goes
 * back to the search. One entry is a stop of the tab key: the one that was there last.
 */
export function storyKeys(toSearch: () => void): Attachment<HTMLElement> {
  return (list) => {
    const entries = () => [...list.querySelectorAll<HTMLElement>('li[data-entry]')]
    const go = (to: HTMLElement | undefined) => {
      if (!to) return
      for (const stop of list.querySelectorAll('li[data-entry][tabindex="0"]'))
        stop.setAttribute('tabindex', '-1')
      to.setAttribute('tabindex', '0')
      to.focus()
    }
    function press(event: KeyboardEvent) {
      const here =
        event.target instanceof Element ? event.target.closest<HTMLElement>('li[data-entry]') : null
      if (!here || event.ctrlKey || event.altKey || event.metaKey) return
      const all = entries()
      const place = all.indexOf(here)
      const moves: Record<string, () => void> = {
        ArrowDown: () => go(all[place + 1]),
        ArrowUp: () => (place === 0 ? toSearch() : go(all[place - 1])),
        Home: () => go(all[0]),
        End: () => go(all.at(-1)),
        Enter: () => here.querySelector<HTMLElement>('a')?.click(),
        Escape: toSearch,
      }
      const move = moves[event.key]
      if (!move || (event.key === 'Enter' && event.target instanceof HTMLAnchorElement)) return
      event.preventDefault()
      move()
    }
    list.addEventListener('keydown', press)
    return () => list.removeEventListener('keydown', press)
  }
}
