import type { Attachment } from 'svelte/attachments'

/**
 * Puts words into the head of every printed page while this screen is open (app.css, `@page`). They go through the
 * style object: the content policy lets no style element in.
 */
export function onPaper(words: string): Attachment {
  return () => {
    const { style } = document.documentElement
    style.setProperty('--page-head', JSON.stringify(words))
    return () => style.removeProperty('--page-head')
  }
}
