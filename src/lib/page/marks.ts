import type * as Y from 'yjs'
import { hows, raisedLongest, teamMarks } from '../reablement/marks.ts'
import type { How, Marks, TeamMark } from '../reablement/marks.ts'
import { marksRoot } from './roots.ts'

const teamKey = /^team\.([A-Z]{2})$/
const isOneOf = <T extends string>(all: readonly T[], value: string): value is T =>
  (all as readonly string[]).includes(value)

/** The marks of an episode on this page: string scalars under `how`, `raised` and `team.OT`. */
export function marksOf(doc: Y.Doc, episode: string): Y.Map<string> {
  return doc.getMap<string>(marksRoot(episode))
}

/** May this key of a page's marks hold this value? The room server refuses what may not. */
export function isLegalMark(key: string, value: unknown): value is string {
  if (typeof value !== 'string') return false
  if (key === 'how') return isOneOf(hows, value)
  if (key === 'raised') return value.trim() !== '' && value.length <= raisedLongest
  return teamKey.test(key) && isOneOf(teamMarks, value)
}

/** Is this a key a page's marks may have? */
export function isMarkKey(key: string): boolean {
  return key === 'how' || key === 'raised' || teamKey.test(key)
}

/** The marks in words of ours; what is not legal is left out. */
export function readMarks(entries: Iterable<[string, unknown]>): Marks {
  const marks: Marks = { teams: {} }
  for (const [key, value] of entries) {
    if (!isLegalMark(key, value)) continue
    const team = teamKey.exec(key)?.[1]
    if (team !== undefined && isOneOf(teamMarks, value)) marks.teams[team] = value
    else if (key === 'how' && isOneOf(hows, value)) marks.how = value
    else if (key === 'raised') marks.raised = value
  }
  return marks
}

/** Has anybody put a mark here? */
export function hasMarks(marks: Marks): boolean {
  return marks.how !== undefined || marks.raised !== undefined || Object.keys(marks.teams).length > 0
}

/** One Yjs transaction: sets the mark, or takes it away with null. Writing what is there already sends nothing. */
function put(doc: Y.Doc, episode: string, key: string, value: string | null): void {
  const map = marksOf(doc, episode)
  if ((map.get(key) ?? null) === value) return
  doc.transact(() => {
    if (value === null) map.delete(key)
    else map.set(key, value)
  })
}

/** Says how it is going; null takes the mark away. */
export function setHow(doc: Y.Doc, episode: string, how: How | null): void {
  put(doc, episode, 'how', how)
}

/** Sets one team's mark; null takes it away. `team` is its code. */
export function setTeamMark(doc: Y.Doc, episode: string, team: string, mark: TeamMark | null): void {
  put(doc, episode, `team.${team}`, mark)
}

/** Raises a person for the huddle, in at most 200 characters; empty words lower the hand again. */
export function raise(doc: Y.Doc, episode: string, words: string): void {
  const said = words.trim().slice(0, raisedLongest)
  put(doc, episode, 'raised', said === '' ? null : said)
}
