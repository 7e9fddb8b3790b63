/** Over https the browser itself refuses the cookie to any other host or path; plain http cannot have that. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-perch' : 'perch'
}

/** How the session's cookie is set: no script reads it, no other site sends it with a write. */
export function sessionCookie(secure: boolean, seconds = 10 * 3600) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: seconds } as const
}

/** What a browser that waits to be paired as a shared screen is known by. */
export function deviceCookieName(secure: boolean): string {
  return secure ? '__Host-perch-device' : 'perch-device'
}

/** The session token in a raw Cookie header, as sockets send it. */
export function tokenIn(header: string | undefined, secure: boolean): string | undefined {
  const wanted = `${cookieName(secure)}=`
  return header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(wanted))
    ?.slice(wanted.length)
}
