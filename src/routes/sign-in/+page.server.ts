import { fail, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { inWords, Problem } from '#lib/reablement/problem.ts'
import { after } from './after.ts'
import type { Actions, PageServerLoad } from './$types'

const form = z.object({ email: z.string().trim().min(1).max(200), password: z.string().min(1).max(200) })

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.session) redirect(303, locals.session.colleague.role === 'screen' ? '/screen' : after(url))
  return { invented: locals.service.inventedSignIns() }
}

export const actions: Actions = {
  default: async ({ request, locals, url, getClientAddress }) => {
    const given = Object.fromEntries(await request.formData())
    const parsed = form.safeParse(given)
    const email = typeof given['email'] === 'string' ? given['email'] : ''
    if (!parsed.success) return fail(400, { email, problem: 'Write your e-mail address and your password.' })
    try {
      const { token } = await locals.service.sessions.signIn(email, parsed.data.password, getClientAddress())
      locals.keepSession(token)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return fail(error.code === 'too-many-tries' ? 429 : 400, { email, problem: inWords(error).words })
    }
    redirect(303, after(url))
  },
}
