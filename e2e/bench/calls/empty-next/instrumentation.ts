// Without one, that of the folders above would be built in.
export const register = (): void => undefined
