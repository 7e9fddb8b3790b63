import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { hospitalStayInput, sayHospitalStay } from '../../reablement/commitments.ts'
import type { HospitalStayInput } from '../../reablement/commitments.ts'
import { londonDate, sayDay } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { sayHospitalClock } from '../../reablement/episode-clock.ts'
import { sixWeeksOn } from '../../reablement/six-weeks.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { hospitalStay } from '../storage/course-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { episode, huddle } from '../storage/schema.ts'
import { sixWeeksReader } from '../storage/six-weeks.ts'
import { personOf, stayOf } from './about-person.ts'
import { chipOf, dropChip, putChip } from './chips.ts'
import type { ChipRow } from './chips.ts'
import { stepOnCourse } from './course.ts'
import { tellStory } from './tell-story.ts'

/** What is said, by whom and when. */
interface Saying {
  episode: string
  away: boolean
  on: LocalDate
  by: string
  at: string
}

/**
 * Says that somebody has gone to hospital, or is back, on a day (left out: today); the next huddle hears of it, and what
 * the clock of the six weeks does is the setting’s. Said in a running huddle it is a chip of that huddle, and saying the
 * other without a day in the same huddle takes it back. What stands already stays.
 * @throws Problem 'bad-input' naming the day, 'not-found', 'wrong-state' before it has started, perform's.
 */
export async function sayHospital(
  desk: Desk,
  who: Colleague | null,
  input: HospitalStayInput,
): Promise<void> {
  const asked = parse(hospitalStayInput, input)
  const { episode: about, away } = asked
  return perform(desk, who, {
    act: 'say hospital stay',
    thing: (tx) => personOf(tx, about),
    work: (tx, at) => {
      const stay = stayOf(tx, about)
      const toggled = asked.on === undefined
      if (toggled && away === (stay.state === 'paused')) return
      const on = asked.on ?? londonDate(new Date(at))
      const saying = { episode: about, away, on, by: signedIn(who).id, at }
      const live = tx.select({ id: huddle.id }).from(huddle).where(eq(huddle.state, 'live')).get()
      const where = live && ({ huddle: live.id, episode: about, kind: 'hospital' } as const)
      const chip = where ? chipOf(tx, where) : null
      if (toggled && where && chip) {
        dropChip(tx, where)
        return takeBack(tx, saying, chip)
      }
      say(tx, saying)
      if (where)
        putChip(tx, { ...where, words: sayOn(saying), colleague: saying.by, at, was: stay.hospitalAt })
    },
    detail: { episode: about, away, ...(asked.on === undefined ? {} : { on: asked.on }) },
  })
}

/** 'Gone to hospital', with the day when it is another than today. */
function sayOn({ away, on, at }: Saying): string {
  const today = londonDate(new Date(at))
  return on === today ? sayHospitalStay(away) : `${sayHospitalStay(away)} on ${sayDay(on, today)}`
}

function say(tx: Transaction, saying: Saying): void {
  const { episode: id, away, on, by, at } = saying
  const { after } = stepOnCourse(tx, at, { id, act: away ? 'pause' : 'back', said: { on } })
  const row = { id: newId(), episode: id, wentOn: on, backOn: null, saidBy: by, at }
  const open = and(eq(hospitalStay.episode, id), isNull(hospitalStay.backOn))
  if (away) tx.insert(hospitalStay).values(row).run()
  else tx.update(hospitalStay).set({ backOn: on }).where(open).run()
  tx.update(episode).set({ state: after.state, hospitalAt: at }).where(eq(episode.id, id)).run()
  const clock = sayHospitalClock(clockNow(tx, id, at), londonDate(new Date(at)))
  const words = [sayHospitalStay(away), clock].filter(Boolean).join(': ')
  tellStory(tx, { episode: id, at, colleague: by, kind: 'hospital', on, words })
}

/** What the running huddle said is not so: the row of a stay goes, or a stay goes on. */
function takeBack(tx: Transaction, { episode: id, away, by, at, on }: Saying, chip: ChipRow): void {
  const theirs = eq(hospitalStay.episode, id)
  if (away) {
    const last = tx.select().from(hospitalStay).where(theirs).orderBy(desc(hospitalStay.wentOn)).get()
    if (last) tx.update(hospitalStay).set({ backOn: null }).where(eq(hospitalStay.id, last.id)).run()
  } else
    tx.delete(hospitalStay)
      .where(and(theirs, isNull(hospitalStay.backOn)))
      .run()
  const state = away ? 'paused' : 'active'
  tx.update(episode).set({ state, hospitalAt: chip.was }).where(eq(episode.id, id)).run()
  const words = `Taken back: ${sayHospitalStay(!away).toLowerCase()}`
  tellStory(tx, { episode: id, at, colleague: by, kind: 'hospital', on, words })
}

function clockNow(tx: Transaction, id: string, at: string) {
  return sixWeeksOn(sixWeeksReader(tx, id)(stayOf(tx, id)), londonDate(new Date(at)))
}
