import type { ActionHappened } from '#lib/live/service.svelte.ts'
import { actionLine } from '#lib/reablement/action.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { maySignOff } from '#lib/reablement/tiers.ts'

/**
 * What a screen says of a sign-off: to whoever asked, what came of it; to whoever may sign, that it waits. Null for
 * everybody else, and for everything else.
 */
export function sayNews(action: ActionView, happened: ActionHappened, me: Colleague): string | null {
  const line = actionLine(action)
  const isMine = action.agreedBy.id === me.id
  if (happened === 'signed off') return isMine ? `Signed off, and agreed: ${line}` : null
  if (happened === 'returned')
    return isMine ? `Not signed off, ${action.lastNote ?? 'returned'} (${line})` : null
  if (happened !== 'to sign off' || isMine || action.tier == null) return null
  if (!maySignOff(action.tier, me.qualification ?? null)) return null
  return `${shortName(action.agreedBy.name)} asks you to sign off: ${line}`
}
