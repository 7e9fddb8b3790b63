import type * as Y from 'yjs'
import { noteRoot, readRoot } from './roots.ts'

/** An episode's note on this page; an empty one when nobody has written yet. */
export function noteOf(doc: Y.Doc, episode: string): Y.Text {
  return doc.getText(noteRoot(episode))
}

/** A note as plain text. */
export function noteText(doc: Y.Doc, episode: string): string {
  return noteOf(doc, episode).toJSON()
}

/** Every episode with anything on this page: text, or a mark, or either once and gone again. */
export function episodesOn(doc: Y.Doc): Set<string> {
  const found = new Set<string>()
  for (const name of doc.share.keys()) {
    const root = readRoot(name)
    if (root) found.add(root.episode)
  }
  return found
}
