import { describe, expect, test } from 'vitest'
import { classifyWarning, effectOf, nationalOutcomes, ownEffect } from './national-outcomes.ts'

describe('the national outcomes', () => {
  test('are sixteen, each once', () => {
    expect(nationalOutcomes).toHaveLength(16)
    expect(new Set(nationalOutcomes).size).toBe(16)
  })

  test('by themselves: seven are successes, four cannot be classified, the rest are left out', () => {
    const by = Map.groupBy(nationalOutcomes, (one) => ownEffect[one])
    expect([by.get('success')?.length, by.get('unclassifiable')?.length, by.get('excluded')?.length]).toEqual(
      [...[7, 4, 5]],
    )
  })
})

describe('what follows the end', () => {
  test.each([
    ['Progress to support planning or services', 'long-term care at home', 'not a success'],
    ['Progress to support planning or services', 'care home', 'not a success'],
    ['Progress to support planning or services', 'nothing', 'unclassifiable'],
    ['Progress to support planning or services', null, 'unclassifiable'],
    ['Continuation of support or services', 'short-term service', 'by the service that follows'],
    ['NFA: Support ended as planned', 'nothing', 'success'],
    ['NFA: Support ended as planned', 'long-term care at home', 'not a success'],
    ['NFA: Deceased', 'care home', 'excluded'],
    ['Admitted to hospital', 'long-term care at home', 'excluded'],
  ] as const)('%s with %s counts as %s', (national, followOn, effect) => {
    expect(effectOf(national, followOn)).toBe(effect)
  })

  test('what cannot be classified is warned of, in words that lead on', () => {
    expect(classifyWarning('NFA: Support ended as planned', 'nothing')).toBeNull()
    expect(classifyWarning('Progress to support planning or services', 'long-term care at home')).toBeNull()
    expect(classifyWarning('Progress to support planning or services', null)).toBe(
      'The national figures cannot classify “Progress to support planning or services” by itself. Say what follows: it counts by a service that is open at the end or begins within seven days.',
    )
    expect(classifyWarning('Continuation of support or services', 'nothing')).toBe(
      'The national figures cannot classify “Continuation of support or services” by itself. Record a service that is open at the end or begins within seven days, or choose the outcome that says why nothing follows.',
    )
  })
})
