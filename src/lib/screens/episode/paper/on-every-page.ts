import type { Attachment } from 'svelte/attachments'

/**
 * Words at the head and the foot of every printed page while a person's story is open: whose it is, and what to do with it.
 * Through the style object: the content policy lets no style element in.
 */
export function onEveryPage(head: string, foot: string): Attachment {
  return () => {
    const { style } = document.documentElement
    style.setProperty('--page-head', JSON.stringify(head))
    style.setProperty('--page-foot', JSON.stringify(foot))
    return () => {
      style.removeProperty('--page-head')
      style.removeProperty('--page-foot')
    }
  }
}
