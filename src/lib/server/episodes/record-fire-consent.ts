import { fireConsentInput } from '../../reablement/about-inputs.ts'
import type { FireConsentInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import type { FireReason } from '../../reablement/fire-referral.ts'
import { fireReasonsOf } from '../../reablement/fire-referral.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { risksKnown } from '../storage/about-rows.ts'
import { fireConsent } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { personOf } from './about-person.ts'
import { refuseDay } from './own-words.ts'
import { personRowOf } from './person-row.ts'
import { tellStory } from './tell-story.ts'

/** How long ago they may have been asked when it is entered now, in days. [choice] */
const askedAgo = 42

/**
 * Records what somebody said when they were asked whether we may refer them to fire and rescue, and for which reasons.
 * @throws Problem 'bad-input', 'not-found', 'wrong-state' when nothing prompts a referral, perform's.
 */
export async function recordFireConsent(
  desk: Desk,
  who: Colleague | null,
  input: FireConsentInput,
): Promise<void> {
  const { episode, given, on } = parse(fireConsentInput, input)
  return perform(desk, who, {
    act: 'record fire consent',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      refuseDay(on, 'on', { from: addDays(today, -askedAgo), until: today, today })
      const reasons = promptsOf(tx, episode)
      const by = { episode, colleague: signedIn(who).id, at }
      tx.insert(fireConsent)
        .values({ id: newId(), ...by, given, on, reasons: JSON.stringify(reasons) })
        .run()
      const words = given ? 'Agreed to a fire and rescue referral' : 'Said no to a fire and rescue referral'
      tellStory(tx, { ...by, kind: 'about', on, words, why: reasons.join(', ') })
    },
    detail: { episode, given, on },
  })
}

/** @throws Problem 'wrong-state' when the answers give no reason for a referral. */
export function promptsOf(tx: Transaction, episode: string): FireReason[] {
  const reasons = fireReasonsOf(risksKnown(tx, episode, personRowOf(tx, episode)))
  if (reasons.length > 0) return reasons
  throw new Problem('wrong-state', {
    detail: 'Nothing prompts a fire and rescue referral now. Answer the questions again if that is wrong.',
  })
}
