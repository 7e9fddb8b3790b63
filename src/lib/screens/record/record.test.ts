import { describe, expect, it } from 'vitest'
import { sayPlace, saySections } from './record.ts'

describe('the record in words', () => {
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [42, '42nd'],
    [111, '111th'],
  ])('the turn %i is the %s', (turn, said) => {
    expect(sayPlace(turn)).toBe(said)
  })

  it('says where the time went, the most first', () => {
    const said = saySections(
      { secondsBySection: { new: 60, raised: 90 } },
      (seconds) => `${String(seconds)} s`,
    )
    expect(said).toBe('raised 90 s, new 60 s')
  })
})
