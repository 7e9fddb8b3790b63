import { addDays, instantOf, sayDay } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { exitOutcomeWords, laterChecks } from '../../reablement/commitments.ts'
import { checkBy } from '../../reablement/later-check-said.ts'
import type { CheckSaid } from '../../reablement/later-check-said.ts'
import type { CheckName } from '../../reablement/later-check.ts'
import { endingChoices, groupOf } from '../../reablement/outcomes.ts'
import type { Ending } from '../../reablement/outcomes.ts'
import { previousWorkingDay } from '../../reablement/working-days.ts'
import type { Desk } from '../storage/desk.ts'
import { episodeEvent } from '../storage/course-schema.ts'
import { ending, laterCheck, laterCheckStep } from '../storage/ending-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { episode, person } from '../storage/schema.ts'
import { between, idFor, pick } from './chance.ts'
import { inventedColleagues } from './colleagues.ts'

/** One invented person whose time with the service has ended. */
interface Gone {
  forename: string
  surname: string
  /** Days before the first huddle’s day on which they came home from hospital. */
  home: number
  how: Ending
  /** What was said of the first and the second check, oldest first. */
  said: Record<CheckName, readonly CheckSaid[]>
}

const none: readonly CheckSaid[] = []
const unsaid = { first: none, second: none }
const atHome = { first: ['at home'], second: ['at home'] } as const

/** Whose checks are due or late on the first day, or come soon. The names are nobody’s on the board. */
const soon: readonly Gone[] = [
  gone('Marjorie Tansley', 91, 'independent', { first: ['at home'], second: none }),
  gone('Bertram Quill', 95, 'ongoing care', { first: ['no answer', 'at home'], second: ['no answer'] }),
  gone('Philippa Underhay', 84, 'independent', { first: none, second: none }),
  gone('Desmond Larkworthy', 88, 'independent', { first: ['no answer'], second: none }),
  gone('Edna Pettifer', 84, 're-admitted', { first: none, second: none }),
  gone('Cyril Bracegirdle', 79, 'independent', { first: none, second: none }),
  gone('Winifred Standish', 72, 'self-funded care', { first: none, second: none }),
  gone('Horace Twelvetrees', 66, 'ongoing care', { first: none, second: none }),
]

/** Of months before: both checks settled, so that there is a rate. */
const names = [
  ...['Ivy Ramsbottom', 'Percy Gathercole', 'Olwen Pryddle', 'Stanley Fothergill', 'Mabel Thistlewood'],
  ...['Rupert Ollerenshaw', 'Hilda Winterbourne', 'Clement Yaxley', 'Freda Cuthbertson', 'Norman Huxtable'],
  ...['Agnes Pomfret', 'Leopold Entwistle', 'Doreen Satterthwaite', 'Wilfred Copplestone', 'Muriel Babbage'],
  ...['Archie Fairbrass', 'Beryl Snodgrass', 'Sidney Wigglesworth', 'Gladys Higginbottom', 'Ernest Tolliver'],
]
const hows: readonly Ending[] = [
  ...(['independent', 'ongoing care', 'independent', 're-admitted', 'independent'] as const),
  ...(['independent', 'ongoing care', 'independent', 'independent', 'care home'] as const),
]

function settled(): Gone[] {
  return names.map((name, at) => {
    const home = 101 + at * 9
    const how = hows[at % hows.length] ?? 'independent'
    if (at === 3) return gone(name, home, how, { first: ['in hospital'], second: ['at home'] })
    if (at === 9)
      return gone(name, home, how, { first: ['care home permanent'], second: ['care home permanent'] })
    if (at === 14)
      return gone(name, home, how, { first: ['at home'], second: ['no answer', 'no answer', 'no answer'] })
    return gone(name, home, how, atHome)
  })
}

function gone(name: string, home: number, how: Ending, said: Gone['said']): Gone {
  const [forename = '', surname = ''] = name.split(' ')
  return { forename, surname, home, how, said }
}

/**
 * Adds invented people whose reablement has ended, with their outcome and later checks, to the invented service: some
 * are to be asked on the first huddle’s day. Nobody on the board changes by it.
 */
export function fillEnded(desk: Desk, { firstDay }: { firstDay: LocalDate }): void {
  desk.storage.transaction(
    (tx) => {
      for (const [at, one] of [...soon, ...settled()].entries()) write(tx, one, at, firstDay)
    },
    { behavior: 'immediate' },
  )
}

/** One of them as it is written. */
interface Written extends Omit<Gone, 'home'> {
  reference: string
  /** The episode’s id. */
  id: string
  home: LocalDate
  endedOn: LocalDate
  by: string
}

function write(tx: Transaction, one: Gone, at: number, firstDay: LocalDate): void {
  const reference = `RB26${String(900 + at)}`
  const home = addDays(firstDay, -one.home)
  const leaders = inventedColleagues.filter(({ team }) => team === 'RP')
  const stay: Written = {
    ...{ ...one, home, reference, id: idFor('ended', reference) },
    endedOn: addDays(home, between(26, 41, 'ended', reference)),
    by: pick(leaders, 'ended by', reference).id,
  }
  writeStay(tx, stay)
  writeEnding(tx, stay)
  const due = laterChecks(home)
  const lately = previousWorkingDay(firstDay)
  for (const name of ['first', 'second'] as const)
    writeCheck(tx, due[name] <= lately ? stay : { ...stay, said: unsaid }, name, due[name])
}

function writeStay(tx: Transaction, { reference, id, forename, surname, home, endedOn }: Written): void {
  const key = idFor('ended person', reference)
  tx.insert(person)
    .values({
      ...{ id: key, reference, forename, surname },
      birthDate: addDays('1934-01-15', between(0, 6_500, 'born', reference)),
      address: `${String(between(2, 98, 'door', reference))} Larch Rise`,
      postcode: 'LE4 9ZZ',
      telephone: `0116 496 0${String(between(700, 899, 'telephone', reference))}`,
      language: 'English',
    })
    .run()
  const start = addDays(home, 1)
  tx.insert(episode)
    .values({
      ...{ id, person: key, kind: 'reablement', state: 'ended', start, plannedEnd: endedOn, endedOn },
      ...{ source: 'Hospital discharge', reason: 'Hospital stay after a fall' },
      arrivedAt: instantOf(addDays(home, -1), '14:10').toISOString(),
      acceptedOn: addDays(home, -1),
    })
    .run()
}

function writeEnding(tx: Transaction, { id, how, home, endedOn, by }: Written): void {
  const { national, follows } = endingChoices[how]
  const at = instantOf(endedOn, '11:20').toISOString()
  tx.insert(ending)
    .values({
      ...{ episode: id, said: '{}', savedBy: by, savedAt: at, checklist: '[]', stateBefore: 'active' },
      ...{ ending: how, national: national[0], followOn: follows, dischargedOn: home, endedBy: by },
      endedAt: at,
    })
    .run()
  const words = `Ended on ${sayDay(endedOn)}: ${exitOutcomeWords[groupOf(how)]}`
  tx.insert(episodeEvent)
    .values({
      id: idFor('ended told', id),
      episode: id,
      at,
      colleague: by,
      kind: 'course',
      on: endedOn,
      words,
    })
    .run()
}

/** What was said of it was said on its day, all of it in the morning. */
function writeCheck(tx: Transaction, one: Written, name: CheckName, due: LocalDate): void {
  const said = one.said[name]
  const check = idFor('later check', one.id, name)
  const steps = said.map((each) => ({ on: due, said: each }))
  const { result, foundOn } = checkBy(name, due, steps)
  tx.insert(laterCheck).values({ id: check, episode: one.id, name, due, result, foundOn }).run()
  for (const [place, step] of steps.entries())
    tx.insert(laterCheckStep)
      .values({
        ...{ ...step, id: idFor('step', check, place), laterCheck: check, colleague: one.by },
        at: instantOf(due, `1${String(place)}:05`).toISOString(),
      })
      .run()
}
