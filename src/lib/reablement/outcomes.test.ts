import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exitOutcomes } from './commitments.ts'
import { episodeKinds } from './episode.ts'
import { classifyWarning, followOns, nationalOutcomes } from './national-outcomes.ts'
import {
  atHomeAtTheEnd,
  endingChoices,
  endings,
  endingsByGroup,
  groupOf,
  measureOf,
  measures,
  noOngoingCare,
  outcomeReport,
  percent,
  refuseNational,
  sayMeasure,
} from './outcomes.ts'
import type { Ended, Ending } from './outcomes.ts'

/** As it is chosen at the end, with what we propose and what has to follow. */
const ended = (ending: Ending, wish: Partial<Ended> = {}): Ended => {
  const { national, follows } = endingChoices[ending]
  return { kind: 'reablement', ending, national: national[0], followOn: follows ?? 'nothing', ...wish }
}
const times = (count: number, ending: Ending) => Array.from({ length: count }, () => ended(ending))
const percents = (people: readonly Ended[]) => outcomeReport(people).groups.map(({ percent }) => percent)

describe('the past quarters of the council’s report', () => {
  /**
   * The paper prints whole per cent and the number of people alone, so the counts behind them cannot be known: many fit.
   * These are the nearest whole people to each percentage, the largest remainders rounded up until they add up.
   */
  const quarters = [
    { name: 'Nov 22 to Jan 23', people: 294, printed: [59, 11, 27, 3], counts: [174, 32, 79, 9] },
    { name: 'Nov 23 to Jan 24', people: 401, printed: [58, 15, 24, 3], counts: [233, 60, 96, 12] },
  ] as const
  const asGroups = ['independent', 're-admitted', 'ongoing care', 'care home'] as const

  test.each(quarters)('$name: $people people', ({ people, printed, counts }) => {
    const report = outcomeReport(asGroups.flatMap((ending, at) => times(counts[at] ?? 0, ending)))
    expect(report).toEqual({
      people,
      groups: exitOutcomes.map((group, at) => ({ group, count: counts[at], percent: printed[at] })),
      ...{ without: 0, otherKinds: 0 },
    })
  })

  test.each([
    [quarters[0], 16],
    [quarters[1], 40],
  ])('%o: more than one set of whole people gives the printed percentages', (quarter, fits) => {
    const { people, printed } = quarter
    const within = (share: number) =>
      Array.from({ length: people + 1 }, (_, count) => count).filter(
        (count) => percent(count, people) === share,
      )
    const [free, back, care, other] = printed.map(within)
    const sets = (free ?? []).flatMap((a) =>
      (back ?? []).flatMap((b) => (care ?? []).filter((c) => other?.includes(people - a - b - c))),
    )
    expect(sets).toHaveLength(fits)
  })

  test('of bridging, restart and crisis hand-over nobody counts', () => {
    const [quarter] = quarters
    const people = asGroups.flatMap((ending, at) => times(quarter.counts[at] ?? 0, ending))
    const others = episodeKinds.slice(1).flatMap((kind) => endings.map((ending) => ended(ending, { kind })))
    expect(percents([...people, ...others])).toEqual([...quarter.printed])
    expect(outcomeReport([...people, ...others]).otherKinds).toBe(30)
  })
})

describe('percentages', () => {
  test('are rounded each by itself, halves up, and are none of nobody', () => {
    expect(percent(1, 200)).toBe(1)
    expect(percent(1387, 1673, 1)).toBe(82.9)
    expect(percent(0, 0)).toBeNull()
    expect(percents([...times(1, 'independent'), ...times(1, 'died'), ...times(1, 'ongoing care')])).toEqual([
      ...[33, 0, 33, 33],
    ])
    expect(percents([])).toEqual([null, null, null, null])
  })

  test('whoever has no outcome is said beside them', () => {
    const report = outcomeReport([...times(3, 'independent'), ended('died', { ending: null })])
    expect(report).toMatchObject({ people: 3, without: 1 })
  })
})

describe('endings', () => {
  test('stand under the council’s four groups', () => {
    expect(endingsByGroup()).toEqual([
      { group: 'fully independent', endings: ['independent'] },
      { group: 're-admitted to hospital', endings: ['re-admitted'] },
      { group: 'ongoing care required', endings: ['ongoing care', 'self-funded care', 'NHS-funded care'] },
      {
        group: 'other',
        endings: ['care home', 'died', 'another short-term service', 'moved away', 'declined'],
      },
    ])
  })

  test('which group is a setting only where the council’s paper does not say', () => {
    expect(groupOf('declined', { declined: 'fully independent' })).toBe('fully independent')
    expect(groupOf('died', { died: 'fully independent' })).toBe('other')
  })

  test.each(endings)('%s can be classified once what has to follow is recorded', (ending) => {
    const { national, follows } = endingChoices[ending]
    for (const one of national) {
      expect(classifyWarning(one, follows ?? 'nothing')).toBeNull()
      expect(classifyWarning(one, null) === null).toBe(follows === null)
    }
  })

  test('a national outcome goes with its ending or is refused in words', () => {
    expect(refuseNational('independent', 'NFA: Information and advice or signposting')).toBeNull()
    expect(refuseNational('died', 'NFA: Other')).toBe(
      '“NFA: Other” does not go with “Died”. Choose “NFA: Deceased”.',
    )
  })
})

describe('the three measures', () => {
  test('have titles and words nobody can take for each other', () => {
    const said = Object.values(measures).flatMap(({ title, counts }) => [title, counts])
    expect(new Set(said).size).toBe(6)
    for (const { counts } of Object.values(measures)) expect(counts).toMatch(/^Out of .+, those who .+\.$/)
  })

  test('are said with what is counted', () => {
    expect(sayMeasure(measureOf('at home at the end', 1387, 1673))).toBe('82.9% (1,387 of 1,673)')
    expect(sayMeasure(measureOf('no ongoing care', 0, 0, 2))).toBe('nobody to count yet, 2 not known')
  })

  const people = [
    ...times(6, 'independent'),
    ...times(2, 'ongoing care'),
    ...times(1, 'care home'),
    ...[ended('re-admitted'), ended('died'), ended('self-funded care'), ended('moved away')],
    ended('ongoing care', { followOn: null }),
    ended('independent', { kind: 'bridging' }),
  ]

  test('at home at the end counts with care and without', () => {
    expect(atHomeAtTheEnd(people)).toEqual(measureOf('at home at the end', 10, 13, 1))
  })

  test('no ongoing care leaves out whom the national measure leaves out', () => {
    expect(noOngoingCare(people)).toEqual(measureOf('no ongoing care', 7, 10, 1))
  })

  test('whatever ended, every reablement episode is counted once, and never twice', () => {
    const anyone = fc.record<Ended>({
      kind: fc.constantFrom(...episodeKinds),
      ending: fc.option(fc.constantFrom(...endings)),
      national: fc.option(fc.constantFrom(...nationalOutcomes)),
      followOn: fc.option(fc.constantFrom(...followOns)),
    })
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 60 }), (all) => {
        const ours = all.filter(({ kind }) => kind === 'reablement').length
        const { people, groups, without, otherKinds } = outcomeReport(all)
        expect(people + without + otherKinds).toBe(all.length)
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(people)
        const sum = groups.reduce((total, { percent }) => total + (percent ?? 0), 0)
        if (people > 0) expect(Math.abs(sum - 100)).toBeLessThanOrEqual(2)
        const atHome = atHomeAtTheEnd(all)
        expect(atHome.of + atHome.notKnown).toBe(ours)
        const free = noOngoingCare(all)
        expect(free.part).toBeLessThanOrEqual(free.of)
        expect(free.of + free.notKnown).toBeLessThanOrEqual(ours)
      }),
    )
  })
})
