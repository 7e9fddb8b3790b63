import type NoteEditor from './NoteEditor.svelte'

let editor: Promise<{ default: typeof NoteEditor }> | undefined

/** The editor and CodeMirror with it, fetched once, when somebody comes near to needing it; a fetch that failed is tried again. */
export function loadEditor(): Promise<{ default: typeof NoteEditor }> {
  editor ??= import('./NoteEditor.svelte').catch((error: unknown) => {
    editor = undefined
    throw error
  })
  return editor
}
