import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { answer, asker } from '../answer.ts'
import type { RequestHandler } from './$types'

const form = z.object({
  theme: z.literal('switch').optional(),
  density: z.enum(['roomy', 'dense']).optional(),
})

/** A colleague's own look: theme and density. Kept with the colleague, so it follows them to any desk. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const given = form.safeParse(Object.fromEntries(await request.formData()))
  if (given.success) await answer(locals.service.changeLook(asker(locals), given.data))
  redirect(303, new URL(request.headers.get('referer') ?? '/', request.url).pathname)
}
