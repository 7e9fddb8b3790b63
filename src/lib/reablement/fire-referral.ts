import { sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { latest, riskAsked } from './risk-answers.ts'
import type { RiskAnswer, RiskQuestion } from './risk-answers.ts'

/** What prompts a fire and rescue referral. [seed] */
export const fireReasons = [
  'no smoke alarm',
  'oxygen',
  'airflow mattress',
  'smoking with poor mobility',
] as const
export type FireReason = (typeof fireReasons)[number]

/** What the person said when they were asked whether we may refer them. Nobody asked is no consent. [seed] "consent recorded" */
export interface Consent {
  given: boolean
  on: LocalDate
  /** What it was asked for. */
  reasons: readonly FireReason[]
}

/** The reasons the answers give. What nobody has answered gives none. */
export function fireReasonsOf(answers: readonly RiskAnswer[]): FireReason[] {
  const known = latest(answers)
  const is = (question: RiskQuestion, value: 'yes' | 'no') => known.get(question)?.value === value
  const found: Record<FireReason, boolean> = {
    'no smoke alarm': is('smoke alarm', 'no'),
    oxygen: is('oxygen', 'yes'),
    'airflow mattress': is('airflow mattress', 'yes'),
    'smoking with poor mobility': is('smoking', 'yes') && is('poor mobility', 'yes'),
  }
  return fireReasons.filter((reason) => found[reason])
}

/** What is still to be answered before anybody can say that nothing prompts a referral. */
export function fireQuestionsLeft(answers: readonly RiskAnswer[]): RiskQuestion[] {
  const known = latest(answers)
  const asked: RiskQuestion[] = ['smoke alarm', 'oxygen', 'airflow mattress', 'smoking']
  if (known.get('smoking')?.value === 'yes') asked.push('poor mobility')
  return asked.filter((question) => !known.has(question))
}

export type FireStanding = 'not known' | 'nothing' | 'ask consent' | 'refused' | 'refer' | 'referred'

/**
 * Where the fire and rescue referral stands, and what to do next. Without consent nothing leaves; a "no" is kept, and asked
 * again only when there is a reason it was not asked for. [choice] `referredOn`: a referral stands in the register.
 */
export function fireReferral(
  {
    answers,
    consent,
    referredOn,
  }: { answers: readonly RiskAnswer[]; consent: Consent | null; referredOn: LocalDate | null },
  today: LocalDate,
): { standing: FireStanding; reasons: FireReason[]; words: string } {
  const reasons = fireReasonsOf(answers)
  const why = reasons.join(', ')
  const as = (standing: FireStanding, words: string) => ({ standing, reasons, words })
  if (referredOn !== null)
    return as('referred', `Referred to fire and rescue on ${sayDay(referredOn, today)}.`)
  if (reasons.length === 0) {
    const [first] = fireQuestionsLeft(answers)
    return first === undefined
      ? as('nothing', 'Nothing prompts a fire and rescue referral.')
      : as('not known', `Still to ask: ${riskAsked[first].asks}`)
  }
  if (consent?.given) return as('refer', `Refer to fire and rescue: ${why}. They said yes.`)
  const isNew = reasons.some((reason) => !consent?.reasons.includes(reason))
  if (consent === null || isNew)
    return as('ask consent', `Ask whether we may refer them to fire and rescue: ${why}.`)
  return as('refused', `They said no to fire and rescue on ${sayDay(consent.on, today)}: ${why}.`)
}

/** Why a referral does not go out; null when it may. */
export function refuseFireReferral(consent: Consent | null): string | null {
  if (consent?.given) return null
  return consent === null
    ? 'Ask them first whether we may refer them, and record what they say.'
    : 'They said no. Nothing goes to fire and rescue without their consent.'
}
