import { and, asc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { actionLine } from '../../reablement/action.ts'
import { archiveTables } from '../../reablement/archive-tables.ts'
import type { ArchiveTable } from '../../reablement/archive-tables.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate, sayDay } from '../../reablement/dates.ts'
import type { EpisodeView } from '../../reablement/episode-view.ts'
import { keptBy, notOnPaper, othersNamed, printedTables, sayRow } from '../../reablement/kept.ts'
import type { KeptRow, Named } from '../../reablement/kept.ts'
import type { KeptRows, StoryPaper } from '../../reablement/story-paper.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { laterCheck } from '../storage/ending-schema.ts'
import { raised } from '../storage/raised-schema.ts'
import { action, colleague, episode, huddle, person } from '../storage/schema.ts'
import { episodeById, viewOf } from './read-episode.ts'
import { fileRows } from './read-kept-file.ts'
import type { HeldLines } from './read-kept-file.ts'

type Row = Record<string, string | number | null>

/** Printed above the rest, or with the register’s own words. */
const onTop = ['person', 'episode']
const nothing: KeptRow = { fields: [], nothing: [] }

/**
 * Everything that is kept about the person of one stay, for a subject access request. [law] UK GDPR article 15. Audited as
 * 'print story', which those who lead may. A query for each table, however much is kept. `heldLines` finds their lines in
 * the caseload files that wait.
 * @throws Problem 'not-found', 'not-signed-in', 'not-allowed'.
 */
export async function readStoryPaper(
  desk: Desk,
  who: Colleague | null,
  id: string,
  heldLines: HeldLines,
): Promise<Omit<StoryPaper, 'actions'>> {
  return perform(desk, who, {
    act: 'print story',
    thing: (tx) => ({ kind: 'person', id: episodeById(tx, id).person.id }),
    work: (tx, at) => {
      const one = episodeById(tx, id)
      const today = londonDate(new Date(at))
      const view = viewOf(tx, one, today)
      const named = namesOf(tx, id)
      const { reference, nhsNumber } = one.person
      const ofFiles = fileRows(tx, { episode: id, person: one.person.id, reference, nhsNumber }, heldLines)
      const kept = [...keptRows(tx, id, named), ...ofFiles.kept]
      return {
        ...view,
        ...{ preparedAt: at, preparedBy: signedIn(who).name, today, kept },
        person: rowsOf(tx, tableOf('person'), one.person.id, named)[0] ?? nothing,
        stay: rowsOf(tx, tableOf('episode'), id, named)[0] ?? nothing,
        otherStays: tx
          .select({ episode: episode.id, start: episode.start })
          .from(episode)
          .where(and(eq(episode.person, one.person.id), ne(episode.id, id)))
          .orderBy(episode.start)
          .all(),
        photos: photosOf(tx, id),
        notHere: notOnPaper(ofFiles.unread),
        othersNamed: namedIn(tx, view, kept, one.person.id),
      }
    },
    detail: { episode: id },
  })
}

function keptRows(tx: Transaction, id: string, named: Named): KeptRows[] {
  return printedTables(archiveTables)
    .filter(({ table }) => !onTop.includes(table))
    .map((table) => ({ words: table.words, rows: rowsOf(tx, table, id, named).map(({ fields }) => fields) }))
    .filter(({ rows }) => rows.length > 0)
}

function tableOf(name: string): ArchiveTable {
  const found = archiveTables.find(({ table }) => table === name)
  if (!found) throw new Error(`the archive’s plan has no ${name}`)
  return found
}

/** Table and column names are the plan’s own; a test holds it against the database. */
function rowsOf(tx: Transaction, table: ArchiveTable, id: string, named: Named): KeptRow[] {
  const columns = sql.join(
    Object.keys(table.columns).map((name) => sql.identifier(name)),
    sql`, `,
  )
  const by = keptBy(table)
  const mine = {
    self: sql`id = ${id}`,
    episode: sql`episode = ${id}`,
    action: sql`${sql.identifier('action')} in (select id from ${action} where episode = ${id})`,
    later_check: sql`later_check in (select id from ${laterCheck} where episode = ${id})`,
    person: sql`person in (select person from ${episode} where id = ${id})`,
  }
  if (by === null) return []
  const rows = tx.all<Row>(sql`select ${columns} from ${sql.identifier(table.table)} where ${mine[by]}`)
  return rows.map((row) => sayRow(table, row, named))
}

/** Colleagues by name, huddles by their day, the person’s actions by their line, their later checks; four queries. */
function namesOf(tx: Transaction, id: string): Named {
  const colleagues = tx.select({ id: colleague.id, name: colleague.name }).from(colleague).all()
  const huddles = tx.select({ id: huddle.id, date: huddle.date }).from(huddle).all()
  const { title, quantity, room } = action
  const actions = tx
    .select({ id: action.id, title, quantity, room })
    .from(action)
    .where(eq(action.episode, id))
    .all()
  const checks = tx
    .select({ id: laterCheck.id, name: laterCheck.name, due: laterCheck.due })
    .from(laterCheck)
    .where(eq(laterCheck.episode, id))
    .all()
  return new Map([
    ...checks.map((one) => [one.id, `${one.name} check, due ${sayDay(one.due, '')}`] as const),
    ...colleagues.map((one) => [one.id, one.name] as const),
    ...huddles.map(({ id: of, date }) => [of, `huddle of ${sayDay(date, '')}`] as const),
    ...actions.map((one) => [one.id, actionLine(one)] as const),
  ])
}

function photosOf(tx: Transaction, id: string): StoryPaper['photos'] {
  const { photo, at, words } = raised
  return tx
    .select({ photo, at, words })
    .from(raised)
    .where(and(eq(raised.episode, id), isNotNull(photo)))
    .orderBy(asc(at))
    .all()
    .flatMap((row) => (row.photo === null ? [] : [{ ...row, photo: row.photo }]))
}

/** Looked for in everything somebody wrote freely. */
function namedIn(tx: Transaction, view: EpisodeView, kept: readonly KeptRows[], own: string): string[] {
  const { forename, surname, knownAs } = person
  const others = tx.select({ forename, surname, knownAs }).from(person).where(ne(person.id, own)).all()
  const { told, notes, calls, goals } = view
  const texts = [
    ...notes.flatMap(({ text, raised }) => [text, raised ?? '']),
    ...calls.map(({ why }) => why),
    ...goals.map(({ what }) => what),
    ...told.steps.map(({ note }) => note ?? ''),
    ...told.events.flatMap(({ words, why }) => [words, why ?? '']),
    ...told.amendments.map(({ words }) => words),
    ...kept.flatMap(({ rows }) => rows.flatMap((row) => row.map(({ value }) => value))),
  ]
  return othersNamed(texts, others, [view.header.surname])
}
