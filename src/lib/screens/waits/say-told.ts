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
  const what = mine.length === 1 ? actionLine(first) : `${String(mine.length)} actions`
  const declined = mine.every(({ state }) => state === 'declined')
  const said = declined
    ? 'Declined, and nobody has taken it up'
    : `${mine.length === 1 ? 'Waits' : 'Wait'} too long`
  const whom = toLead ? ', told to you' : ', told again'
  return {
    words: `${said} at ${name}${whom}: ${what}`,
    href: toLead
      ? `/teams/${team}#list-for-lead`
      : declined
        ? `/actions?state=all&action=${first.id}`
        : `/teams/${team}`,
  }
}
