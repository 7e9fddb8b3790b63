import { expect, test } from 'vitest'
import { lastThreeMonths, refusePeriod } from './ending-view.ts'
import { checkBy, refuseSaid } from './later-check-said.ts'

const due = '2026-04-06'

test('a check stands by everything said of it, the last result over those before', () => {
  expect(checkBy('second', due, [])).toMatchObject({ result: null, tries: [] })
  expect(
    checkBy('second', due, [
      { on: due, said: 'no answer' },
      { on: '2026-04-07', said: 'at home' },
      { on: '2026-04-08', said: 'in hospital' },
    ]),
  ).toMatchObject({ result: 'in hospital', foundOn: '2026-04-08', tries: [due] })
  const tries = ['2026-04-06', '2026-04-07', '2026-04-08'].map((on) => ({ on, said: 'no answer' as const }))
  expect(checkBy('second', due, tries)).toMatchObject({ result: 'could not reach', foundOn: '2026-04-08' })
})

test('nobody is tried before the day, twice on one, nor when the check is settled', () => {
  const open = checkBy('second', due, [])
  expect(refuseSaid(open, 'no answer', '2026-04-05')).toBe('The 91-day check is due on Mon 6 Apr. Try then.')
  expect(refuseSaid(open, 'no answer', due)).toBeNull()
  const tried = checkBy('second', due, [{ on: due, said: 'no answer' }])
  expect(refuseSaid(tried, 'no answer', due)).toMatch(/tried today already/)
  expect(refuseSaid(tried, 'at home', due)).toBeNull()
  expect(refuseSaid(tried, 'no answer', '2026-04-07')).toBeNull()
  const twice = checkBy('second', due, [
    ...[due, '2026-04-07'].map((on) => ({ on, said: 'no answer' as const })),
  ])
  expect(refuseSaid(twice, 'could not reach', '2026-04-07')).toMatch(/tried today already/)
  expect(refuseSaid(twice, 'could not reach', '2026-04-08')).toBeNull()
  const done = checkBy('second', due, [{ on: due, said: 'at home' }])
  expect(refuseSaid(done, 'no answer', due)).toMatch(/is settled/)
  expect(refuseSaid(done, 'in hospital', due)).toBeNull()
})

test('the report is of the three whole months before this one', () => {
  expect(lastThreeMonths('2026-11-23')).toEqual({ from: '2026-08-01', to: '2026-10-31' })
  expect(lastThreeMonths('2023-02-28')).toEqual({ from: '2022-11-01', to: '2023-01-31' })
  expect(lastThreeMonths('2027-01-01')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  expect(refusePeriod({ from: '2026-11-02', to: '2026-11-01' })).toMatch(/before it begins/)
  expect(refusePeriod({ from: '2026-11-01', to: '2026-11-01' })).toBeNull()
})
