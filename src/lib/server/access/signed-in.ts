import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'

/** Whoever is asking, once it is sure that somebody is. @throws Problem 'not-signed-in'. */
export function signedIn(who: Colleague | null): Colleague {
  if (!who) throw new Problem('not-signed-in')
  return who
}
