import { eq } from 'drizzle-orm'
import { referToFireInput } from '../../reablement/about-inputs.ts'
import type { ReferToFireInput } from '../../reablement/about-inputs.ts'
import { itemTitle } from '../../reablement/catalogue.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate, sayDay } from '../../reablement/dates.ts'
import { refuseFireReferral } from '../../reablement/fire-referral.ts'
import { Problem } from '../../reablement/problem.ts'
import { dueFromBand } from '../../reablement/working-days.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { consentOf, fireItem, fireReferralOf } from '../storage/about-rows.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { catalogueItem } from '../storage/schema.ts'
import { dayRules } from '../storage/service-settings.ts'
import { personOf } from './about-person.ts'
import type { Agree } from './ask-collection.ts'
import { promptsOf } from './record-fire-consent.ts'

/**
 * Refers somebody to fire and rescue: one action of the register, in the queue of the team that has it in the catalogue.
 * Only with their consent. The story tells it once, by that action and why it was asked for. The same press sent twice refers once.
 * @throws Problem 'no-consent', 'not-found', 'wrong-state' when they are referred already or nothing prompts it, what `agree` throws, perform's.
 */
export async function referToFire(
  desk: Desk,
  who: Colleague | null,
  input: ReferToFireInput,
  agree: Agree,
): Promise<void> {
  const { episode, action } = parse(referToFireInput, input)
  return perform(desk, who, {
    act: 'refer to fire',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      const stands = fireReferralOf(tx, episode)
      if (stands?.action === action) return
      const today = londonDate(new Date(at))
      if (stands)
        throw new Problem('wrong-state', { detail: `They were referred on ${sayDay(stands.on, today)}.` })
      const reasons = promptsOf(tx, episode)
      const consent = consentOf(tx, episode)
      const refused = refuseFireReferral(consent)
      if (refused !== null || consent === null)
        throw new Problem('no-consent', { field: 'given', detail: refused ?? '' })
      const item = itemOf(tx)
      agree(tx, at, {
        ...{
          id: action,
          episode,
          kind: 'referral',
          item: fireItem,
          title: itemTitle(item.name),
          quantity: 1,
        },
        ...{ team: item.team, owner: null, due: dueOf(tx, item, at), because: reasons.join(', ') },
        detail: `Consent given on ${sayDay(consent.on, today)}`,
      })
    },
    detail: { episode },
  })
}

type Item = typeof catalogueItem.$inferSelect

function itemOf(tx: Transaction): Item {
  const row = tx.select().from(catalogueItem).where(eq(catalogueItem.code, fireItem)).get()
  if (row && !row.retired) return row
  throw new Problem('wrong-state', {
    detail: `The catalogue has no ${fireItem} to refer by. Ask an administrator to bring it back.`,
  })
}

function dueOf(tx: Transaction, { band }: Item, at: string): string {
  return dueFromBand(band, new Date(at), dayRules(tx))
}
