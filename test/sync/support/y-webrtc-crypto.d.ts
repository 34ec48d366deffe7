/** What the sealing test uses of y-webrtc's own file, which ships without types. */
declare module '*/y-webrtc/src/crypto.js' {
  export const deriveKey: (secret: string, roomName: string) => Promise<CryptoKey>;
  export const encryptJson: (data: unknown, key: CryptoKey) => Promise<Uint8Array>;
  export const decryptJson: (data: Uint8Array, key: CryptoKey) => Promise<unknown>;
}
