import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './dates.ts'
import { clockOn } from './episode-clock.ts'
import {
  episodeActs,
  episodeStates,
  managersOnly,
  needsReason,
  nextState,
  possibleActs,
  referred,
  takeStep,
} from './episode-steps.ts'
import type { Around, Course, EpisodeAct, EpisodeState, Said } from './episode-steps.ts'
import { Problem } from './problem.ts'

const today = '2026-12-08'
const around: Around = { today, lastFreeDay: '2027-01-03', notWhole: null, openElsewhere: false }
/** Whoever is under way has had the first visit, unless it is said that they have not. */
const at = (state: EpisodeState, wish: Partial<Course> = {}): Course => {
  const startedOn = ['active', 'paused', 'ended'].includes(state) ? '2026-11-23' : null
  return { ...referred, state, startedOn, ...wish }
}
const active = at('active', { acceptedOn: '2026-11-22', startedOn: '2026-11-23' })
const inHospital: Course = { ...active, state: 'paused', stays: [{ wentOn: '2026-12-01', backOn: null }] }
const why = 'waits for the key safe'

const refusal = (
  course: Course,
  act: EpisodeAct,
  said: Said = { on: today, why },
  more: Partial<Around> = {},
) => {
  try {
    takeStep(course, act, said, { ...around, ...more })
  } catch (error) {
    const { code, field, detail } = error as Problem
    return code === 'wrong-state' ? detail : `${field ?? ''}: ${detail ?? ''}`
  }
  return null
}

describe('the way of an episode', () => {
  const way: [EpisodeState, EpisodeAct, EpisodeState][] = [
    ['referred', 'accept', 'accepted'],
    ['referred', 'decline', 'declined'],
    ['accepted', 'decline', 'declined'],
    ['accepted', 'start', 'active'],
    ['active', 'pause', 'paused'],
    ['paused', 'back', 'active'],
    ['active', 'extend', 'active'],
    ['paused', 'extend', 'paused'],
    ['active', 'end', 'ended'],
    ['paused', 'end', 'ended'],
    ['ended', 'undo end', 'active'],
  ]
  test.each(way)('from %s by %s to %s', (state, act, next) => {
    expect(nextState(at(state), act)).toBe(next)
  })

  const others = episodeStates.flatMap((state) =>
    episodeActs
      .filter((act) => !way.some(([from, by]) => from === state && by === act))
      .map((act) => [state, act] as const),
  )
  test.each(others)('what is %s is refused %s in words', (state, act) => {
    expect(refusal(at(state), act)).toMatch(/^[A-Z].+\.$/)
  })

  test('the end is taken back to where it came from, by a manager, with a reason', () => {
    const ended = takeStep(inHospital, 'end', { on: today }, around)
    expect(ended).toMatchObject({ state: 'ended', endedOn: today, before: 'paused' })
    expect(takeStep(ended, 'undo end', { on: today, why }, around)).toEqual(inHospital)
    expect(managersOnly).toEqual(['undo end'])
    expect(refusal(ended, 'undo end', { on: today, why: ' ' })).toBe('why: Say why: it is kept.')
    expect(refusal(ended, 'undo end', { on: today, why }, { openElsewhere: true })).toBe(
      'episode: Another episode of theirs has begun since. End that first.',
    )
  })

  test.each(['active', 'paused'] as const)(
    '%s with its first visit still to come is declined, not ended',
    (state) => {
      const planned = at(state, { startedOn: null })
      expect(takeStep(planned, 'decline', { on: today, why }, around)).toMatchObject({
        ...{ state: 'declined', declinedWhy: why, endedOn: null },
      })
      expect(refusal(planned, 'end')).toMatch(/^The first visit is still to come: decline it/)
      expect(possibleActs(planned)).toContain('decline')
      expect(possibleActs(planned)).not.toContain('end')
    },
  )

  test('what can be done is offered in order', () => {
    expect(possibleActs(referred)).toEqual(['accept', 'decline'])
    expect(possibleActs(at('accepted'))).toEqual(['decline', 'start'])
    expect(possibleActs(active)).toEqual(['pause', 'extend', 'end'])
    expect(possibleActs(inHospital)).toEqual(['back', 'extend', 'end'])
    expect(possibleActs(at('ended'))).toEqual(['undo end'])
    expect(possibleActs(at('declined'))).toEqual([])
  })
})

describe('what is said with it', () => {
  const accepted = at('accepted', { acceptedOn: '2026-12-05' })

  test.each(needsReason)('%s says why', (act) => {
    const course = { decline: referred, extend: active, 'undo end': at('ended') }[act as 'extend']
    expect(refusal(course, act, { on: '2027-01-08' })).toBe('why: Say why: it is kept.')
  })

  test.each([
    [accepted, 'start', '2026-12-04', 'It was accepted on Sat 5 Dec. The first visit cannot be before.'],
    [accepted, 'start', '2026-12-09', 'The first visit has not been yet. Start it on the day.'],
    [active, 'pause', '2026-11-22', 'The first visit was on Mon 23 Nov. It cannot be before.'],
    [active, 'pause', '2026-12-09', 'They cannot have gone on a day to come.'],
    [inHospital, 'back', '2026-11-30', 'They went on Tue 1 Dec. The day back cannot be before.'],
    [active, 'extend', '2026-12-07', 'That day has passed. Choose the day it will last until.'],
    [
      active,
      'extend',
      '2027-01-03',
      'The six weeks last until Sun 3 Jan 2027. An extension ends after that.',
    ],
    [active, 'end', '2026-11-20', 'The first visit was on Mon 23 Nov. It cannot be before.'],
    [active, 'end', '2026-12-09', 'It cannot have ended on a day to come. Until then it is a planned end.'],
    [
      inHospital,
      'end',
      '2026-11-30',
      'They were in hospital, or back from it, on Tue 1 Dec. It cannot have ended before.',
    ],
  ] as const)('%o: %s on %s is refused', (course, act, on, words) => {
    expect(refusal(course, act, { on, why })).toBe(`on: ${words}`)
  })

  test('an end with something missing is refused in its words', () => {
    expect(refusal(active, 'end', { on: today }, { notWhole: 'The outcome is missing.' })).toBe(
      'checklist: The outcome is missing.',
    )
  })

  test('past day 42 it may be extended until the day itself', () => {
    const past = { ...around, today: '2027-01-06' }
    expect(takeStep(active, 'extend', { on: '2027-01-06', why }, past).extension?.until).toBe('2027-01-06')
  })

  test('an extension lasts beyond day 42', () => {
    expect(takeStep(active, 'extend', { on: '2027-01-08', why: ` ${why} ` }, around).extension).toEqual({
      until: '2027-01-08',
      why,
    })
  })
})

describe('whatever is done', () => {
  interface Taken {
    act: EpisodeAct
    wait: number
    /** How the day that is said lies to the day it is said on. */
    off: number
    why: string
    isWhole: boolean
  }
  const step = fc.record<Taken>({
    act: fc.constantFrom(...episodeActs),
    wait: fc.integer({ min: 0, max: 5 }),
    off: fc.integer({ min: -6, max: 2 }),
    why: fc.constantFrom('', why),
    isWhole: fc.boolean(),
  })
  const first = { wait: 0, off: 0, why: '', isWhole: true }
  const beginning = (['accept', 'start'] as const).map((act) => ({ ...first, act }))
  /** Mostly from the first visit on: what comes before it is soon over. */
  const walk = fc
    .tuple(fc.nat(3), fc.array(step, { maxLength: 40 }))
    .map(([from, taken]): Taken[] => (from === 0 ? taken : [...beginning, ...taken]))

  /** What the rules say, without the rules: states by act, for a course that is a real one. */
  const model: Record<EpisodeAct, Partial<Record<EpisodeState, EpisodeState>>> = {
    accept: { referred: 'accepted' },
    decline: { referred: 'declined', accepted: 'declined' },
    start: { accepted: 'active' },
    pause: { active: 'paused' },
    back: { paused: 'active' },
    extend: { active: 'active', paused: 'paused' },
    end: { active: 'ended', paused: 'ended' },
    'undo end': { ended: 'active' },
  }

  const follow = (taken: readonly Taken[]) => {
    let course = referred
    let day = '2026-11-20'
    const seen: { course: Course; day: string; act: EpisodeAct }[] = []
    for (const { act, wait, off, why: words, isWhole } of taken) {
      day = addDays(day, wait)
      const { startedOn: start, stays } = course
      const lastFreeDay = start && clockOn({ start, stays, setting: 'pause' }, day).lastFreeDay
      const on = act === 'extend' && lastFreeDay ? addDays(lastFreeDay, off) : addDays(day, off)
      const notWhole = isWhole ? null : 'The outcome is missing.'
      try {
        course = takeStep(
          course,
          act,
          { on, why: words },
          { today: day, lastFreeDay, notWhole, openElsewhere: false },
        )
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        expect(error.detail).toMatch(/^[A-Z].+\.$/)
        continue
      }
      seen.push({ course, day, act })
    }
    return seen
  }

  test('a step leads where the model says, and nowhere else', () => {
    fc.assert(
      fc.property(walk, (taken) => {
        let before: EpisodeState = 'referred'
        let pausedAtEnd = false
        for (const { course, act } of follow(taken)) {
          if (act === 'end') pausedAtEnd = before === 'paused'
          const expected: EpisodeState | undefined =
            act === 'undo end' && pausedAtEnd ? 'paused' : model[act][before]
          expect(course.state).toBe(expected)
          before = course.state
        }
      }),
    )
  })

  test('what stands is always a whole story', () => {
    fc.assert(
      fc.property(walk, (taken) => {
        for (const { course, day } of follow(taken)) {
          const { state, acceptedOn, startedOn, endedOn, stays, declinedWhy, extension } = course
          const hasStarted = ['active', 'paused', 'ended'].includes(state)
          expect(startedOn !== null).toBe(hasStarted)
          expect(endedOn !== null).toBe(state === 'ended')
          expect(declinedWhy !== null).toBe(state === 'declined')
          if (startedOn !== null) expect(acceptedOn !== null && startedOn >= acceptedOn).toBe(true)
          if (endedOn !== null) expect(endedOn >= (startedOn ?? '') && endedOn <= day).toBe(true)
          const open = stays.filter(({ backOn }) => backOn === null)
          expect(open.length).toBeLessThanOrEqual(1)
          if (state !== 'ended') expect(open.length === 1).toBe(state === 'paused')
          if (extension !== null) expect(extension.why).toBe(why)
          const ordered = stays.toSorted((a, b) => a.wentOn.localeCompare(b.wentOn))
          ordered.forEach(({ wentOn }, place) => {
            expect(wentOn >= (startedOn ?? '')).toBe(true)
            if (place > 0) expect(wentOn >= (ordered[place - 1]?.backOn ?? '9999')).toBe(true)
          })
        }
      }),
    )
  })

  test('nothing ends that is not whole, and nothing needing a reason goes without', () => {
    fc.assert(
      fc.property(walk, (taken) => {
        const silent = taken.map((one) => ({ ...one, why: '', isWhole: false }))
        const acts = follow(silent).map(({ act }) => act)
        for (const act of [...needsReason, 'end']) expect(acts).not.toContain(act)
      }),
    )
  })

  test('what is offered is exactly what the state lets through', () => {
    fc.assert(
      fc.property(fc.constantFrom(...episodeStates), fc.constantFrom(...episodeActs), (state, act) => {
        const said = refusal(at(state), act) ?? ''
        const byState = said === '' || /^\w+: /.test(said)
        expect(possibleActs(at(state)).includes(act)).toBe(byState)
      }),
    )
  })
})
