import { actionLine } from '#lib/reablement/action.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import type { Telling } from '#lib/reablement/telling.ts'

interface Told {
  telling: Telling
  team: string
  leads: readonly string[]
  actions: readonly ActionView[]
}

/** Whose business it is to hear again: the team's and its owner's; of what was declined, whoever asked for it. */
function isFor({ state, agreedBy, owner, team }: ActionView, me: Colleague): boolean {
  if (state === 'declined') return agreedBy.id === me.id
  return team === me.team || owner?.id === me.id
}

/**
 * What a screen says of what has waited too long, and where it stands; null for whoever it does not concern. `name` is
 * the team's.
 */
export function sayToldNews(
  { telling, team, leads, actions }: Told,
  name: string,
  me: Colleague,
): { words: string; href: string } | null {
  const toLead = telling === 'lead'
  const mine = toLead ? (leads.includes(me.id) ? actions : []) : actions.filter((action) => isFor(action, me))
  const [first] = mine
  if (!first) return null
  const one = mine.length === 1
  const what = one ? actionLine(first) : `${String(mine.length)} actions`
  const declined = mine.every(({ state }) => state === 'declined')
  const said = declined
    ? `declined at ${name}, and nobody has taken ${one ? 'it' : 'them'} up`
    : `${one ? 'waits' : 'wait'} too long at ${name}`
  const list = `/teams/${team}${toLead ? '#list-for-lead' : ''}`
  return {
    words: `${toLead ? 'For the lead' : 'Told again'}: ${what} ${said}`,
    // What was declined is no longer among what that team has in hand.
    href: declined && one && !toLead ? `/actions?state=all&action=${first.id}` : list,
  }
}
