import type { CaseloadSummary, Looked } from './caseload-preview.ts'

/**
 * Days after which the errors of a run, and a file nobody answered, are emptied: time to send them back and ask; both
 * hold names. The counts stay. [choice]
 */
export const fileKeptDays = 28

/** One caseload file that was taken in, as the list of runs shows it. */
export interface CaseloadRun {
  id: string
  at: string
  /** null: the service itself. */
  by: string | null
  how: 'page' | 'command' | 'folder' | null
  fileName: string
  source: string | null
  /** Its summary; `errors` is how many there were. Runs of long ago have fewer counts. */
  counts: Partial<Omit<CaseloadSummary, 'errors'>> & { errors: number }
  /** Its errors can be downloaded. */
  errorsKept: boolean
  undoneAt: string | null
  undoneBy: string | null
  /** The newest that changed something. */
  mayUndo: boolean
}

/** What the page of caseload files shows beside the file under way. */
export interface CaseloadFiles {
  runs: CaseloadRun[]
  maps: { source: string; columns: number; used: number; by: string; at: string }[]
  /** What was decided about entries that may be one person. */
  twins: { key: string; words: string; by: string; at: string }[]
  /** Files of the folder that wait for somebody. */
  waiting: { id: string; name: string; at: string; why: string }[]
  /** Whether files are taken from a folder, and when; null: they are not. */
  folder: string | null
}

/** What an undo would do, shown before it is done. */
export interface UndoPlan {
  run: string
  fileName: string
  at: string
  /** What it takes back, a sentence each. */
  does: string[]
  /** Why it cannot be done, a sentence each; empty: it can. */
  blocked: string[]
}

/** What was taken back, in numbers. */
export interface UndoCounts {
  people: number
  stays: number
  calls: number
  details: number
  marked: number
  unmarked: number
}

const people = (n: number) => (n === 1 ? '1 person' : `${String(n)} people`)

/** What an undo does, in words: nothing is said of what does not happen. */
export function undoInWords(counts: UndoCounts): string[] {
  const said: [number, string][] = [
    [
      counts.people,
      `${people(counts.people)} who came by it ${counts.people === 1 ? 'leaves' : 'leave'} the board`,
    ],
    [counts.stays - counts.people, `${people(counts.stays - counts.people)} known before lose the new stay`],
    [counts.calls, `the calls of ${people(counts.calls)} are again what they were`],
    [counts.details, `the details of ${people(counts.details)} are again what they were`],
    [
      counts.marked,
      `${people(counts.marked)} ${counts.marked === 1 ? 'is' : 'are'} no longer marked “not in today’s file”`,
    ],
    [
      counts.unmarked,
      `${people(counts.unmarked)} ${counts.unmarked === 1 ? 'is' : 'are'} marked “not in today’s file” again`,
    ],
  ]
  const words = said
    .filter(([n]) => n > 0)
    .map(([, text]) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`)
  return words.length > 0 ? words : ['Only what is remembered of the file goes back.']
}

const buildings: Record<string, string> = {
  action: 'an action was agreed',
  agenda_item: 'they are on the agenda of a huddle',
  huddle_note: 'a huddle wrote about them',
  goal: 'a goal was set',
  call_pattern: 'the calls were changed',
  episode: 'another stay began',
  hospital_stay: 'a stay in hospital was said',
  episode_event: 'something was written into their story',
  ended: 'their stay has ended',
  declined: 'their referral was declined',
  page: 'a note was written on today’s page',
  row: 'what it changed was changed again',
}

/** Why an undo is refused, in words: "Kamla Chauhan (RB1): an action was agreed since." */
export function builtInWords(name: string, table: string): string {
  return `${name}: ${buildings[table] ?? 'something was added'} since.`
}

/** What the page of caseload files is answered: each of its forms fills in its own. */
export interface CaseloadAnswer {
  looked?: Looked
  summary?: CaseloadSummary
  plan?: UndoPlan
  undone?: UndoPlan
  problem?: string
}
