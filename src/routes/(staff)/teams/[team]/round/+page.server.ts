import { answer, asker } from '../../../../answer.ts'
import type { PageServerLoad } from './$types'

/** Where a team goes today, to be printed. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  round: await answer(locals.service.round(asker(locals), params.team)),
})
