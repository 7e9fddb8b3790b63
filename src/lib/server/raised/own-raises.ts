import { and, asc, desc, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, instantOf, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { shownName } from '../../reablement/person.ts'
import { becameOf, decidedLines, ownRaisesDays, sayBecame } from '../../reablement/raised.ts'
import type { Decided, HuddleOfRaise, OwnRaise, RaiseFacts } from '../../reablement/raised.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { personChip } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { raised } from '../storage/raised-schema.ts'
import { action, agendaItem, colleague, episode, huddle, person, team } from '../storage/schema.ts'

/** The huddle that is open, as whoever keeps the huddles knows it. */
export type OpenHuddle = RaiseFacts['open']

const onBoard: readonly string[] = ['accepted', 'active', 'paused']

/**
 * What this colleague raised in the last fourteen days and whatever of theirs still waits, newest first, with what
 * became of each; in five queries. @throws Problem perform's.
 */
export async function ownRaises(desk: Desk, who: Colleague | null, open: OpenHuddle): Promise<OwnRaise[]> {
  return perform(desk, who, {
    act: 'view own raises',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => read(tx, signedIn(who).id, londonDate(new Date(at)), open),
  })
}

function read(tx: Transaction, author: string, today: LocalDate, open: OpenHuddle): OwnRaise[] {
  const rows = rowsOf(tx, author)
  const episodes = [...new Set(rows.map(({ raise }) => raise.episode))]
  const huddles = huddlesOf(tx, episodes)
  const since = instantOf(addDays(today, -ownRaisesDays), '00:00').toISOString()
  const told = rows.flatMap(({ raise, state, ...names }) => {
    const { at, afterHuddle, takenBackAt } = raise
    const mine = huddles.get(raise.episode) ?? []
    const facts = { at, afterHuddle, takenBack: takenBackAt !== null, onBoard: onBoard.includes(state) }
    const became = becameOf({ ...facts, huddles: mine, open })
    return at >= since || became.kind === 'waiting' ? [{ raise, names, became }] : []
  })
  const talked = told.flatMap(({ became }) => (became.kind === 'talked about' ? [became.huddle] : []))
  const committed = committedIn(tx, talked, episodes)
  const agreed = agreedIn(tx, talked, episodes)
  return told.map(({ raise, names: { forename, knownAs, surname }, became }): OwnRaise => {
    const key = became.kind === 'talked about' ? `${became.huddle} ${raise.episode}` : ''
    const decided =
      became.kind === 'talked about'
        ? decidedLines(became, committed.get(key) ?? [], agreed.get(key) ?? [], today)
        : []
    return {
      ...{ id: raise.id, episode: raise.episode, words: raise.words, at: raise.at, photo: raise.photo },
      name: shownName(forename, knownAs, surname),
      ...{ became: sayBecame(became, today), kind: became.kind, decided },
      mayTakeBack: became.kind === 'waiting',
    }
  })
}

function rowsOf(tx: Transaction, author: string) {
  const { forename, knownAs, surname } = person
  return tx
    .select({ raise: raised, state: episode.state, forename, knownAs, surname })
    .from(raised)
    .innerJoin(episode, eq(episode.id, raised.episode))
    .innerJoin(person, eq(person.id, episode.person))
    .where(eq(raised.colleague, author))
    .orderBy(desc(raised.at))
    .limit(200)
    .all()
}

/** By episode, in their order: the huddles that ran with them on the agenda. */
function huddlesOf(tx: Transaction, episodes: readonly string[]): Map<string, HuddleOfRaise[]> {
  const { date, closedAt } = huddle
  const rows = tx
    .select({ episode: agendaItem.episode, huddle: huddle.id, date, closedAt, outcome: agendaItem.outcome })
    .from(agendaItem)
    .innerJoin(huddle, eq(huddle.id, agendaItem.huddle))
    .where(and(inArray(agendaItem.episode, [...episodes]), isNotNull(huddle.startedAt)))
    .orderBy(asc(huddle.date))
    .all()
  return Map.groupBy(rows, (row) => row.episode)
}

/** By huddle and episode: what was committed to, in words. */
function committedIn(tx: Transaction, huddles: string[], episodes: string[]): Map<string, string[]> {
  const rows = tx
    .select({ huddle: personChip.huddle, episode: personChip.episode, words: personChip.words })
    .from(personChip)
    .where(and(inArray(personChip.huddle, huddles), inArray(personChip.episode, episodes)))
    .orderBy(asc(personChip.at))
    .all()
  return byKey(rows, ({ words }) => words)
}

/** By huddle and episode: what was agreed, as it stands now. */
function agreedIn(tx: Transaction, huddles: string[], episodes: string[]): Map<string, Decided[]> {
  const { title, quantity, room, due, state, lastNote, kind } = action
  const rows = tx
    .select({
      ...{ huddle: action.huddle, episode: action.episode, owner: colleague.name, team: team.name },
      ...{ title, quantity, room, due, state, lastNote, kind },
    })
    .from(action)
    .innerJoin(team, eq(team.code, action.team))
    .leftJoin(colleague, eq(colleague.id, action.owner))
    .where(
      and(inArray(action.huddle, huddles), inArray(action.episode, episodes), ne(action.state, 'cancelled')),
    )
    .orderBy(asc(action.agreedAt))
    .all()
  return byKey(rows, ({ owner, team: queue, ...one }) => ({ ...one, who: owner ? shortName(owner) : queue }))
}

function byKey<Row extends { huddle: string; episode: string }, T>(
  rows: readonly Row[],
  as: (row: Row) => T,
): Map<string, T[]> {
  const groups = Map.groupBy(rows, (row) => `${row.huddle} ${row.episode}`)
  return new Map([...groups].map(([key, mine]) => [key, mine.map(as)]))
}
