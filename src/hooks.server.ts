import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit'
import { error as fail, redirect } from '@sveltejs/kit'
import { cookieName, deviceCookieName, sessionCookie } from '#lib/server/access/cookie.ts'
import { buildService, serviceSlot } from '#lib/server/service.ts'
import { readSettings } from '#lib/server/settings.ts'
import { inWords } from '#lib/reablement/problem.ts'

export const init: ServerInit = async () => {
  serviceSlot().service ??= await buildService(readSettings(process.env))
}

/** Open to anybody: signing in, who is signed in, whether the service is well, and screens that wait to be paired. Everything else needs a session. */
const open = new Set(['/sign-in', '/healthz', '/me', '/screen', '/screen/poll'])

export const handle: Handle = async ({ event, resolve }) => {
  const { service } = serviceSlot()
  if (!service) throw new Error('Perch is not started')
  event.locals.service = service
  const secure = event.url.protocol === 'https:'
  refuseOtherSites(event)
  limitBody(event)
  answerProgramsAsBrowsers(event)
  event.locals.session = service.sessions.find(event.cookies.get(cookieName(secure)))
  giveCookieActs(event, secure)
  if (!event.locals.session && event.route.id && !open.has(event.url.pathname))
    turnAway(event.request, event.url)
  refuseScreens(event)
  // A page refreshing its own data, or asking who is signed in, is not somebody at the desk; opening one is.
  if (event.locals.session && !event.isDataRequest && event.url.pathname !== '/me')
    service.sessions.touch(event.locals.session.id)
  if (event.locals.session && event.route.id) await service.closeForgotten()
  const theme = service.themeOf(event.locals.session?.colleague ?? null, event.url.pathname)
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%perch.theme%', theme),
  })
  return harden(response)
}

/**
 * What a page of another site sends is refused, whatever it says it is: SvelteKit asks this of forms only, and a body
 * without a type is none to it. Programs say no origin.
 */
function refuseOtherSites({ request, url }: RequestEvent): void {
  const origin = request.headers.get('origin')
  if (request.method === 'GET' || request.method === 'HEAD' || origin === null || origin === url.origin)
    return
  fail(403, { message: 'Another site’s page cannot do this here.', code: 'not-allowed' })
}

/** What a form may hold, in bytes; only a photo may be larger, as the server's own limit says. */
const largestForm = 6 * 1024 * 1024

/** Whoever reads a body that is too large is told so, as the server itself tells it. */
function limitBody(event: RequestEvent): void {
  const { request, url } = event
  if (url.pathname === '/raise/send' || Number(request.headers.get('content-length')) <= largestForm) return
  const body = new ReadableStream({
    start: (stream) => {
      stream.error(Object.assign(new Error('the body is too large'), { status: 413 }))
    },
  })
  event.request = new Request(request, { body, duplex: 'half' } as RequestInit)
}

/** A program that takes any answer to a form gets a browser's: a redirect or a page, not SvelteKit's own JSON. */
function answerProgramsAsBrowsers(event: RequestEvent): void {
  const { request } = event
  const own =
    request.headers.has('x-sveltekit-action') || request.headers.get('accept')?.includes('application/json')
  if (request.method !== 'POST' || own) return
  const headers = new Headers(request.headers)
  headers.set('accept', 'text/html')
  event.request = new Request(request, { headers })
}

function giveCookieActs({ locals, cookies }: RequestEvent, secure: boolean): void {
  const { service, session } = locals
  locals.keepSession = (token, seconds) => {
    if (session) service.sessions.end(session.id)
    cookies.set(cookieName(secure), token, sessionCookie(secure, seconds))
  }
  locals.device = cookies.get(deviceCookieName(secure))
  locals.keepDevice = (device) => {
    cookies.set(deviceCookieName(secure), device, { ...sessionCookie(secure), sameSite: 'strict' })
  }
  locals.dropSession = () => {
    if (session) service.sessions.end(session.id)
    cookies.delete(cookieName(secure), sessionCookie(secure))
  }
}

/** A meeting room's screen opens nothing of staff's, page or file: not even to be told that there is none. */
function refuseScreens({ locals, route, url }: RequestEvent): void {
  const isStaffs = route.id?.startsWith('/(staff)') && url.pathname !== '/huddle'
  if (!isStaffs || locals.session?.colleague.role !== 'screen') return
  fail(403, { message: 'A meeting room’s screen shows the huddle and nothing else.', code: 'not-allowed' })
}

function turnAway(request: Request, url: URL): never {
  const wantsPage = request.headers.get('accept')?.includes('text/html') ?? false
  if (!wantsPage) fail(401, { message: 'You are signed out. Sign in again to go on.', code: 'not-signed-in' })
  const after = request.method === 'GET' ? `?after=${encodeURIComponent(url.pathname)}` : ''
  redirect(303, `/sign-in${after}`)
}

/** Headers every answer carries. CodeMirror's style element takes the page's nonce (Vite's own, in development, may be inline). */
function harden(response: Response): Response {
  const { headers } = response
  const policy = headers.get('content-security-policy')
  const nonce = policy?.match(/'nonce-[^']+'/)?.[0]
  if (policy && nonce) {
    headers.set(
      'content-security-policy',
      policy.replace(/style-src 'self'(?! 'unsafe-inline')/, `style-src 'self' ${nonce}`),
    )
  }
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  if (headers.get('content-type')?.includes('text/html')) headers.set('cache-control', 'no-store')
  return response
}

export const handleError: HandleServerError = ({ error, event, status, message }) => {
  if (status === 404) return { message: 'There is no such page.' }
  const { code, words } = inWords(error)
  event.locals.service.log.error({ code, path: event.route.id, status, error }, 'a request failed')
  return { message: status >= 500 ? words : message, code }
}
