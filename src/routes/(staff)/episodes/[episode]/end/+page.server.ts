import { answer, asker } from '../../../../answer.ts'
import type { PageServerLoad } from './$types'

/** The checklist on which one person’s episode is ended, or how it ended. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  seen: await answer(locals.service.ending(asker(locals), params.episode)),
})
