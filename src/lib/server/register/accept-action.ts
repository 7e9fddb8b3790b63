import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import { isRequest } from '../../reablement/catalogue.ts'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { acceptInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import type { Turn } from './advance.ts'
import { fitting } from './fit-ourselves.ts'

/**
 * Takes an action from the team's queue, or accepts one that names the taker: it is the taker's from now on. Taking
 * one's own again changes nothing, but that it may be fitted by us then.
 * @throws Problem 'wrong-state' saying whose it is or who took it first, or advance's.
 */
export async function acceptAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof acceptInput>,
): Promise<ActionView> {
  const { action, byUs } = parse(acceptInput, input)
  return advance(desk, who, action, accepting(byUs ?? false))
}

/** The step, for one or for many. `byUs`: whoever accepts collects it from the store, fits and shows it. */
export function accepting(byUs = false): Turn {
  return {
    act: 'accept action',
    step: 'accept',
    topic: 'action accepted',
    owner: (_before, taker) => taker.id,
    settled: (before, taker) => {
      if (byUs && !isRequest(before.kind))
        throw new Problem('bad-input', { field: 'byUs', detail: 'There is nothing to fit.' })
      return takenAlready(before, taker)
    },
    ...(byUs
      ? {
          set: () => ({ byUs }),
          facts: (_tx, who) => ({ byUs, by: who.name }),
          // Accepted a moment ago and said now: it is theirs, and only that is still to be said.
          instead: ({ state, owner, byUs: said }, who) =>
            (state === 'accepted' || state === 'measured') && owner?.id === who.id && !said
              ? fitting(who.id)
              : null,
        }
      : {}),
  }
}

/** A promise is the named owner's own to make: nobody else makes it for them. [choice] */
function takenAlready({ state, owner }: ActionView, who: Colleague): boolean {
  const theirs = owner === null || owner.id === who.id
  if (state === 'accepted' && owner && theirs) return true
  if (theirs || (state !== 'accepted' && state !== 'agreed')) return false
  const name = shortName(owner.name)
  const detail = state === 'accepted' ? `${name} took it first.` : `It is ${name}’s; re-assign it first.`
  throw new Problem('wrong-state', { detail })
}
