/**
 * Makes the certificates of a home: an authority that can speak for nothing outside of it, and what it signs.
 * It does not know where they are kept, nor who serves with them.
 */

import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { HOME_DOMAINS, HOME_NETWORKS } from './home-names';

/** Both as PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3650;
/** Browsers take no certificate of a server for longer than 398 days. */
const SERVER_DAYS = 397;
/** Clocks at home differ. */
const EARLIER_MS = DAY_MS;

const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

const extension = (extnID: string, critical: boolean, value: object): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

const nameOf = (commonName: string): Name =>
  new Name(
    [
      [ORGANIZATION, 'WeSpend'],
      [COMMON_NAME, commonName],
    ].map(
      ([type, utf8String]) =>
        new RelativeDistinguishedName([
          new AttributeTypeAndValue({
            type: type ?? '',
            value: new AttributeValue({ utf8String: utf8String ?? '' }),
          }),
        ]),
    ),
  );

const generalName = (host: string): GeneralName =>
  new GeneralName(isIP(host.split('/', 1)[0] ?? '') === 0 ? { dNSName: host } : { iPAddress: host });

/** Who steals the authority's key can still speak for no bank, and for no other machine on the internet. */
const homeAlone = (): NameConstraints => {
  const permitted = [...HOME_DOMAINS, ...HOME_NETWORKS.map(([address, bits]) => `${address}/${bits}`)];
  const subtrees = permitted.map((host) => new GeneralSubtree({ base: generalName(host) }));
  return new NameConstraints({ permittedSubtrees: new GeneralSubtrees(subtrees) });
};

const newKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo),
  };
};

const keyIdOf = ({ subjectPublicKey }: SubjectPublicKeyInfo): Buffer =>
  createHash('sha1').update(new Uint8Array(subjectPublicKey)).digest();

/** Positive, and not zero: the first bit is none, the second is one. */
const newSerial = (): ArrayBuffer => {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
};

interface Draft {
  readonly subject: Name;
  readonly issuer: Name;
  readonly publicKey: SubjectPublicKeyInfo;
  readonly now: number;
  readonly days: number;
  readonly extensions: readonly Extension[];
}

const pem = (der: ArrayBuffer): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};

const signed = (draft: Draft, signingKey: string): string => {
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const notBefore = new Date(draft.now - EARLIER_MS);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: newSerial(),
    signature: algorithm,
    issuer: draft.issuer,
    validity: new Validity({ notBefore, notAfter: new Date(notBefore.getTime() + draft.days * DAY_MS) }),
    subject: draft.subject,
    subjectPublicKeyInfo: draft.publicKey,
    extensions: new Extensions([...draft.extensions]),
  });
  const signature = sign(
    'sha256',
    new Uint8Array(AsnConvert.serialize(tbsCertificate)),
    createPrivateKey(signingKey),
  );
  return pem(
    AsnConvert.serialize(
      new Certificate({
        tbsCertificate,
        signatureAlgorithm: algorithm,
        signatureValue: new Uint8Array(signature).buffer,
      }),
    ),
  );
};

/** `name` tells it apart from those of other computers in a list of authorities. */
export const makeAuthority = (name: string, now: number): Certified => {
  const { pem: key, publicKey } = newKey();
  const itself = nameOf(`WeSpend on ${name}`);
  const extensions = [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: true, pathLenConstraint: 0 })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)),
    extension(id_ce_nameConstraints, true, homeAlone()),
    extension(id_ce_extKeyUsage, false, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdOf(publicKey))),
  ];
  const draft = { subject: itself, issuer: itself, publicKey, now, days: AUTHORITY_DAYS, extensions };
  return { certificate: signed(draft, key), key };
};

/** A certificate for a server that is reached under these names and addresses. */
export const issue = (authority: Certified, hosts: readonly string[], now: number): Certified => {
  const { pem: key, publicKey } = newKey();
  const { tbsCertificate } = AsnConvert.parse(new X509Certificate(authority.certificate).raw, Certificate);
  const keyIdentifier = new KeyIdentifier(keyIdOf(tbsCertificate.subjectPublicKeyInfo));
  const extensions = [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: false })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.digitalSignature)),
    extension(id_ce_extKeyUsage, false, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectAltName, false, new SubjectAlternativeName(hosts.map(generalName))),
    extension(id_ce_authorityKeyIdentifier, false, new AuthorityKeyIdentifier({ keyIdentifier })),
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdOf(publicKey))),
  ];
  const draft = {
    subject: nameOf('WeSpend'),
    issuer: tbsCertificate.subject,
    publicKey,
    now,
    days: SERVER_DAYS,
    extensions,
  };
  return { certificate: signed(draft, authority.key), key };
};

/** Whether the key is the one that the certificate is made out to. */
export const belongTogether = ({ certificate, key }: Certified): boolean =>
  new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
