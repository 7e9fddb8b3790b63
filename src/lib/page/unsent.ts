import * as Y from 'yjs'
import { noteText } from './note.ts'
import { readRoot } from './roots.ts'

/** What somebody typed into one person's note. */
export interface TypedText {
  episode: string
  text: string
  /** The whole note as it stood in that browser: loose letters alone cannot be read. */
  note: string
}

/**
 * What this browser typed and no server has confirmed: the visible text its client id wrote at or after `savedClock`,
 * by episode. Kept as "changes to review" when the page is gone; marks are quicker set again than read.
 */
export function unsentText(doc: Y.Doc, client: number, savedClock: number): TypedText[] {
  const found = new Map<string, string>()
  for (const struct of doc.store.clients.get(client) ?? []) {
    if (!(struct instanceof Y.Item) || struct.deleted || !(struct.content instanceof Y.ContentString))
      continue
    const from = Math.max(0, savedClock - struct.id.clock)
    if (from >= struct.length || !(struct.parent instanceof Y.AbstractType)) continue
    const root = readRoot(Y.findRootTypeKey(struct.parent))
    if (root?.kind !== 'note') continue
    found.set(root.episode, (found.get(root.episode) ?? '') + struct.content.str.slice(from))
  }
  return [...found].map(([episode, text]) => ({ episode, text, note: noteText(doc, episode) }))
}
