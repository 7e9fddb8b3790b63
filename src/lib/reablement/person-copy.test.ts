import { describe, expect, test } from 'vitest'
import { copyLines, copySettingsInput, CopyWords } from './person-copy.ts'
import type { CopyAction, Translations } from './person-copy.ts'

const today = '2026-11-23'
const stool: CopyAction = {
  ...{ id: 'a', kind: 'equipment', item: 'SEA-PST', name: 'Perching stool (with arms)', quantity: 1 },
  ...{ room: 'Kitchen', team: 'Occupational therapy', due: '2026-11-24', state: 'agreed' },
  ...{ bookedFor: null, deliveredOn: null, collectedOn: null, endedOn: null },
  ...{ supply: 'deliver and demonstrate', returnable: true, byUs: false, measureOn: null },
}
const english = new CopyWords('en', {})
const lines = (wish: Partial<CopyAction>, words = english) => {
  const { coming, there } = copyLines([{ ...stool, ...wish }], words, today)
  return [...coming, ...there].map(({ what, then }) =>
    [what.text, ...then.map(({ text }) => text)].join(' | '),
  )
}

describe('what is on a person’s copy', () => {
  test.each<[Partial<CopyAction>, string]>([
    [{}, 'Perching stool, for the kitchen | It comes by Tuesday 24 November.'],
    [{ room: 'By Jim’s chair', quantity: 2 }, 'Perching stool: 2 of them | It comes by Tuesday 24 November.'],
    // Whoever delivers, it is not the team, but for what the team takes there itself.
    [
      { state: 'ordered', bookedFor: '2026-11-26', room: null },
      'Perching stool | It comes on Thursday 26 November.',
    ],
    [{ byUs: true, room: null }, 'Perching stool | Occupational therapy bring it by Tuesday 24 November.'],
    [
      { byUs: true, bookedFor: '2026-11-26', room: null },
      'Perching stool | Occupational therapy come on Thursday 26 November.',
    ],
    [
      { supply: 'hand over', room: null },
      'Perching stool | Occupational therapy bring it by Tuesday 24 November.',
    ],
    [
      { supply: 'hand over', state: 'ordered', room: null },
      'Perching stool | It comes by Tuesday 24 November.',
    ],
    [
      { measureOn: '2026-11-24', due: '2026-11-30', state: 'accepted', room: null },
      'Perching stool | Somebody comes to measure on Tuesday 24 November. | It comes by Monday 30 November.',
    ],
    [
      { measureOn: '2026-11-20', due: '2026-11-30', state: 'accepted', room: null },
      'Perching stool | It comes by Monday 30 November.',
    ],
    [
      { kind: 'adaptation' },
      'Perching stool, for the kitchen | Occupational therapy fit it by Tuesday 24 November.',
    ],
    [
      { supply: 'fit' },
      'Perching stool, for the kitchen | Occupational therapy fit it by Tuesday 24 November.',
    ],
    [
      { kind: 'care technology', room: null },
      'Perching stool | Occupational therapy set it up and test it with you by Tuesday 24 November.',
    ],
    [
      { kind: 'referral', room: null },
      'Perching stool | Occupational therapy get in touch with you by Tuesday 24 November.',
    ],
    [
      { kind: 'referral', state: 'booked', bookedFor: '2026-11-27', room: null },
      'Perching stool | Occupational therapy come on Friday 27 November.',
    ],
    [
      { due: '2026-11-20', room: null },
      'Perching stool | It was due on Friday 20 November. Ring us if you have heard nothing.',
    ],
    [
      { state: 'delivered', deliveredOn: '2026-11-20', room: null },
      'Perching stool | It came on Friday 20 November. | Somebody still shows you how to use it. Wait for them before you use it. | It is lent to you. When you no longer need it, ring us and we collect it.',
    ],
    [{ state: 'done', returnable: false, room: null }, 'Perching stool'],
  ])('%j', (wish, words) => {
    expect(lines(wish)).toEqual([words])
  })

  test.each<Partial<CopyAction>>([
    { kind: 'task', item: null },
    { item: null },
    { state: 'declined' },
    { state: 'cancelled' },
    { state: 'to sign off' },
    { state: 'collected' },
    { state: 'done', collectedOn: '2026-11-20' },
    { kind: 'referral', state: 'done', endedOn: '2026-11-01' },
  ])('never %j', (wish) => {
    expect(lines(wish)).toEqual([])
  })

  test('what comes first stands first, and what stays inside is counted', () => {
    const { coming, inside } = copyLines(
      [
        { ...stool, id: 'later', due: '2026-11-30' },
        { ...stool, id: 'soon', bookedFor: '2026-11-25', state: 'booked' },
        { ...stool, id: 'words', item: null },
        { ...stool, id: 'over', item: null, state: 'cancelled' },
      ],
      english,
      today,
    )
    expect([coming.map(({ id }) => id), inside]).toEqual([['soon', 'later'], 1])
  })
})

describe('another language', () => {
  const translations: Translations = { pl: { bring: '{team} przywiozą to: {day}.', title: '' } }
  const polish = new CopyWords('pl', translations)

  test('says what is entered, its days too, and the rest in English', () => {
    expect(polish.say('title')).toEqual({ text: 'What we agreed with you', language: 'en' })
    expect(polish.onDay('bring', '2026-11-24', { team: 'OT' })).toEqual({
      ...{ text: 'OT przywiozą to: wtorek, 24 listopada.', language: 'pl' },
    })
  })
})

describe('whom to ring', () => {
  const given = { telephone: '0116 496 0100', hours: '', teams: { OT: '' }, translations: {} }

  test('is a number or nothing, never words', () => {
    expect(copySettingsInput.safeParse(given).success).toBe(true)
    expect(copySettingsInput.safeParse({ ...given, telephone: 'ask Priya' }).success).toBe(false)
    expect(copySettingsInput.safeParse({ ...given, teams: { OT: 'x' } }).success).toBe(false)
  })
})
