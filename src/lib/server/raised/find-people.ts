import { desc, eq, inArray } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { age, district, likeSoundingNames, shownName } from '../../reablement/person.ts'
import { findPeople, finding } from '../../reablement/raised.ts'
import type { Findable } from '../../reablement/raised.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { raised } from '../storage/raised-schema.ts'
import { episode, person } from '../storage/schema.ts'
import { findInput } from './inputs.ts'
import type { FindInput } from './inputs.ts'

export interface Found {
  people: Findable[]
  /** More are meant than are shown: type more letters. */
  more: number
}

/**
 * Those of the board a colleague means by letters of a name or the reference; with nothing typed, those they raised
 * lately. What was typed is kept nowhere. @throws Problem 'bad-input', perform's.
 */
export async function findToRaise(desk: Desk, who: Colleague | null, input: FindInput): Promise<Found> {
  const { typed } = parse(findInput, input)
  const detail = { people: 0 }
  return perform(desk, who, {
    act: 'find to raise',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const everybody = findable(tx, londonDate(new Date(at)))
      const recent = lately(tx, signedIn(who).id)
      const found = typed.trim() === '' ? chosen(everybody, recent) : findPeople(everybody, typed, recent)
      const people = found.slice(0, finding.shown)
      detail.people = people.length
      return { people, more: found.length - people.length }
    },
    detail,
  })
}

function chosen(everybody: readonly Findable[], recent: readonly string[]): Findable[] {
  return recent.flatMap((id) => everybody.filter((one) => one.episode === id))
}

/** Everybody on the board, with no more of them than tells them apart; one query. */
function findable(tx: Transaction, today: LocalDate): Findable[] {
  const rows = tx
    .select({ id: episode.id, person })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(inArray(episode.state, ['accepted', 'active', 'paused']))
    .all()
  const alike = likeSoundingNames(
    rows.map(({ id, person: { forename, knownAs, surname } }) => ({
      ...{ id, surname },
      name: shownName(forename, knownAs, surname),
    })),
  )
  return rows.map(({ id, person: row }) => ({
    ...{ episode: id, reference: row.reference, surname: row.surname },
    name: `${shownName(row.forename, row.knownAs, row.surname)}, ${String(age(row.birthDate, today))}`,
    where: [firstLine(row.address), district(row.postcode ?? '')].filter(Boolean).join(', '),
    nameAlike: alike.has(id),
  }))
}

function firstLine(address: string | null): string {
  return address?.split(/[,\n]/)[0]?.trim() ?? ''
}

/** Episodes this colleague raised, the newest first. */
function lately(tx: Transaction, colleague: string): string[] {
  const rows = tx
    .select({ episode: raised.episode })
    .from(raised)
    .where(eq(raised.colleague, colleague))
    .orderBy(desc(raised.at))
    .limit(40)
    .all()
  return [...new Set(rows.map((row) => row.episode))].slice(0, 5)
}
