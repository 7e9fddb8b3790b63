import type { Colleague } from '../../reablement/colleague.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { putItem } from './save-item.ts'
import { wholeItem } from './whole-items.ts'

/**
 * Retires an item, or takes it back: a retired one is offered no more, and what was asked for of it stays as it is.
 * Twice is once. @throws Problem 'not-found', or perform's.
 */
export async function retireItem(
  desk: Desk,
  who: Colleague | null,
  { code, retired }: { code: string; retired: boolean },
): Promise<void> {
  return perform(desk, who, {
    act: 'edit catalogue',
    thing: (tx) => ({ kind: 'catalogue', id: wholeItem(tx, code).code }),
    work: (tx, at) => {
      const before = wholeItem(tx, code)
      if (before.retired !== retired)
        putItem(tx, before, { ...before, retired }, { at, by: signedIn(who).id })
    },
    detail: { retired },
  })
}
