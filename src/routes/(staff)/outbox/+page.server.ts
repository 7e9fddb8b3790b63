import { fail } from '@sveltejs/kit'
import { inWords, Problem } from '#lib/reablement/problem.ts'
import { answer, asker } from '../../answer.ts'
import type { Actions, PageServerLoad } from './$types'

/** What waits to leave, what left, and what could not. Administrators only: the act itself asks. */
export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('perch:outbox')
  return { outbox: await answer(locals.service.outbox.read(asker(locals))) }
}

export const actions: Actions = {
  /** Sends again what died, and at once what waits: one, or all of a team. */
  resend: async ({ request, locals }) => {
    const who = asker(locals)
    const given = Object.fromEntries(await request.formData())
    try {
      return await locals.service.outbox.resend(who, given)
    } catch (caught) {
      if (!(caught instanceof Problem)) throw caught
      return fail(caught.code === 'not-allowed' ? 403 : 400, { problem: inWords(caught).words })
    }
  },
}
