import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fireQuestionsLeft, fireReasonsOf, fireReferral, refuseFireReferral } from './fire-referral.ts'
import type { Consent } from './fire-referral.ts'
import { riskQuestions } from './risk-answers.ts'
import type { RiskAnswer, RiskQuestion } from './risk-answers.ts'

const today = '2026-11-24'
const said = (question: RiskQuestion, value: 'yes' | 'no'): RiskAnswer => ({ question, value, words: null })
const safe = [
  ...[
    said('smoke alarm', 'yes'),
    said('oxygen', 'no'),
    said('airflow mattress', 'no'),
    said('smoking', 'no'),
  ],
]
const yes: Consent = { given: true, on: '2026-11-23', reasons: ['no smoke alarm'] }
const no: Consent = { ...yes, given: false }
const stands = (
  answers: readonly RiskAnswer[],
  consent: Consent | null = null,
  referredOn: string | null = null,
) => fireReferral({ answers, consent, referredOn }, today)

describe('what prompts it', () => {
  test.each([
    [[said('smoke alarm', 'no')], ['no smoke alarm']],
    [[said('oxygen', 'yes')], ['oxygen']],
    [[said('airflow mattress', 'yes')], ['airflow mattress']],
    [[said('smoking', 'yes'), said('poor mobility', 'yes')], ['smoking with poor mobility']],
    [[said('smoking', 'yes'), said('poor mobility', 'no')], []],
    [[said('poor mobility', 'yes'), said('carbon monoxide alarm', 'no')], []],
    [[], []],
  ] as const)('%o: %o', (answers, reasons) => {
    expect(fireReasonsOf(answers)).toEqual(reasons)
  })

  test('nothing is only said once everything was asked', () => {
    expect(stands([])).toMatchObject({
      standing: 'not known',
      words: 'Still to ask: Is there a smoke alarm that works?',
    })
    expect(stands(safe).standing).toBe('nothing')
    expect(fireQuestionsLeft([...safe, said('smoking', 'yes')])).toEqual(['poor mobility'])
  })
})

describe('consent', () => {
  const alarm = [...safe, said('smoke alarm', 'no')]

  test('is asked first', () => {
    expect(stands(alarm)).toEqual({
      standing: 'ask consent',
      reasons: ['no smoke alarm'],
      words: 'Ask whether we may refer them to fire and rescue: no smoke alarm.',
    })
    expect(refuseFireReferral(null)).toMatch(/^Ask them first/)
  })

  test('given, it is referred; referred, it is done', () => {
    expect(stands(alarm, yes).words).toBe('Refer to fire and rescue: no smoke alarm. They said yes.')
    expect(stands(alarm, yes, '2026-11-23')).toMatchObject({
      standing: 'referred',
      words: 'Referred to fire and rescue on Mon 23 Nov.',
    })
    expect(refuseFireReferral(yes)).toBeNull()
  })

  test('refused, it is kept, and asked again only for another reason', () => {
    expect(stands(alarm, no).words).toBe('They said no to fire and rescue on Mon 23 Nov: no smoke alarm.')
    expect(stands([...alarm, said('oxygen', 'yes')], no).standing).toBe('ask consent')
    expect(refuseFireReferral(no)).toMatch(/^They said no/)
  })
})

test('whatever is answered, nothing is referred without a reason and a yes', () => {
  const answer = fc.record({
    question: fc.constantFrom(...riskQuestions),
    value: fc.constantFrom('yes' as const, 'no' as const),
    words: fc.constant(null),
  })
  fc.assert(
    fc.property(fc.array(answer), fc.constantFrom(null, yes, no), (answers, consent) => {
      const { standing, reasons } = stands(answers, consent)
      if (standing === 'refer') expect(reasons.length > 0 && consent?.given).toBe(true)
      if (standing === 'nothing') expect(fireQuestionsLeft(answers)).toEqual([])
      if (reasons.length > 0) expect(['ask consent', 'refused', 'refer']).toContain(standing)
    }),
  )
})
