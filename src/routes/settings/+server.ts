import { json, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { answer, asker } from '../answer.ts'
import type { RequestHandler } from './$types'

const form = z.object({
  theme: z.literal('switch').optional(),
  density: z.enum(['roomy', 'dense']).optional(),
  singleKeys: z.stringbool({ truthy: ['on'], falsy: ['off'] }).optional(),
})

/**
 * A colleague's own look: theme, density and whether single keys work. Kept with the colleague, so it follows them to any desk. A script that asks
 * for JSON is told the look as it is now; a form goes back to its page.
 */
export const POST: RequestHandler = async ({ request, locals }) => {
  const given = form.safeParse(Object.fromEntries(await request.formData()))
  const look = given.success ? await answer(locals.service.changeLook(asker(locals), given.data)) : null
  if (look && request.headers.get('accept')?.includes('application/json')) return json(look)
  redirect(303, new URL(request.headers.get('referer') ?? '/', request.url).pathname)
}
