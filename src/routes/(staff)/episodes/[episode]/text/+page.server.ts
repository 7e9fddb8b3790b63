import { answer, asker } from '../../../../answer.ts'
import type { PageServerLoad } from './$types'

/** The episode as text, to be seen and copied. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  seen: await answer(locals.service.exports.texts(asker(locals), params.episode)),
})
