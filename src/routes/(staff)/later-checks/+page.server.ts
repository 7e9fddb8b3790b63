import { checkLists } from '#lib/reablement/later-check-said.ts'
import { answer, asker } from '../../answer.ts'
import type { PageServerLoad } from './$types'

/** The daily list of later checks, or another of them. Loaded again whenever something is said of one. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('perch:later-checks')
  const asked = url.searchParams.get('list')
  const list = checkLists.find((one) => one === asked) ?? 'due'
  return { seen: await answer(locals.service.laterChecks(asker(locals), list)) }
}
