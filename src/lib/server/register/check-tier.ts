import { eq } from 'drizzle-orm'
import type { AgreeInput } from '../../reablement/action.ts'
import type { ActionState } from '../../reablement/action-steps.ts'
import { Problem } from '../../reablement/problem.ts'
import { mayAskFor, signers } from '../../reablement/tiers.ts'
import type { Qualification } from '../../reablement/tiers.ts'
import type { Transaction } from '../storage/open.ts'
import { catalogueItem, colleague } from '../storage/schema.ts'

/** What a colleague is trained to ask for, as an administrator has it now; a session may be older. */
export function qualificationOf(tx: Transaction, id: string): Qualification | null {
  const row = tx
    .select({ qualification: colleague.qualification })
    .from(colleague)
    .where(eq(colleague.id, id))
    .get()
  return row?.qualification ?? null
}

/**
 * The state in which what is asked for begins: agreed, or waiting for sign-off where that was asked for and is needed.
 * Only what is in the catalogue has a tier. @throws Problem 'needs-sign-off' naming who may.
 */
export function stateByTier(
  tx: Transaction,
  who: string,
  { item, signOff }: Pick<AgreeInput, 'item' | 'signOff'>,
): Extract<ActionState, 'agreed' | 'to sign off'> {
  if (item === undefined) return 'agreed'
  const row = tx
    .select({ tier: catalogueItem.tier })
    .from(catalogueItem)
    .where(eq(catalogueItem.code, item))
    .get()
  if (!row || mayAskFor(row.tier, qualificationOf(tx, who))) return 'agreed'
  if (signOff) return 'to sign off'
  throw new Problem('needs-sign-off', {
    field: 'item',
    detail: `Send it for sign-off by ${signers[row.tier]}.`,
  })
}
