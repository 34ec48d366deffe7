import decodeQR from 'qr/decode.js';

/** Photos are read at no more than this size: codes are large in them, and decoding takes time by the pixel. */
const longestSide = 1600;

/** The text of the QR code in a picture, or null if there is none that can be read. */
export async function readQrPicture(file: Blob): Promise<string | null> {
  const pixels = await pixelsOf(file);
  if (pixels === null) return null;
  try {
    return decodeQR(pixels, { effort: Number.POSITIVE_INFINITY, timeLimit: 4000 });
  } catch {
    return null;
  }
}

async function pixelsOf(file: Blob): Promise<ImageData | null> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(1, longestSide / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    const pen = canvas.getContext('2d');
    if (!pen) return null;
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return pen.getImageData(0, 0, canvas.width, canvas.height);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}
