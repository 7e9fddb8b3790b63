import * as Y from 'yjs'
import { readRoot } from './roots.ts'

/** Who is behind a presence: stamped by the server from the session, never chosen by a browser. */
export interface PresentColleague {
  id: string
  /** Short name, "Dee K". */
  name: string
  /** The team's code, CT. */
  team: string
  /** The team's short name, "Care tech". */
  teamName: string
  /** CSS colours for caret and selection, in the names y-codemirror.next reads. */
  color: string
  colorLight: string
}

/** A place in a text as y-codemirror.next writes it: a relative position's JSON. */
export interface Place {
  type?: null
  tname?: string | null
  item?: { client: number; clock: number } | null
  assoc?: number
}

/** One connection's presence on a page. */
export interface Presence {
  /** The row being written in: an episode. */
  row?: string | null
  cursor?: { anchor: Place; head: Place } | null
  /** Absent only on this browser's own state, which the server has not stamped. */
  user?: PresentColleague
}

/** Where a presence is: in whose note, and at which index when its place can be told. */
export function whereabouts(doc: Y.Doc, presence: Presence): { episode: string; at: number | null } | null {
  const caret = presence.cursor ? caretIn(doc, presence.cursor.head) : null
  if (caret) return caret
  return presence.row ? { episode: presence.row, at: null } : null
}

function caretIn(doc: Y.Doc, place: Place): { episode: string; at: number } | null {
  try {
    const found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(place), doc)
    if (!found) return null
    const root = readRoot(Y.findRootTypeKey(found.type))
    return root?.kind === 'note' ? { episode: root.episode, at: found.index } : null
  } catch {
    // A place in a text that is not here (yet): the row still says where they are.
    return null
  }
}
