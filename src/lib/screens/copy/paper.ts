import type { Attachment } from 'svelte/attachments'

/**
 * What stands at the edge of every printed page while a person's copy is open: it is theirs, so no handling line, and
 * the page numbers are large. Through the style object: the content policy lets no style element in.
 */
export const theirPaper: Attachment = () => {
  const { style } = document.documentElement
  style.setProperty('--page-foot', '""')
  style.setProperty('--page-small', '14pt')
  return () => {
    style.removeProperty('--page-foot')
    style.removeProperty('--page-small')
  }
}
