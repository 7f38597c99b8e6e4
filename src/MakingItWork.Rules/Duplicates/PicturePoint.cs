namespace MakingItWork.Rules.Duplicates;

/// <summary>A place in a picture that is found again when the picture is scaled, cropped, inverted or stored as a JPEG.</summary>
/// <param name="X">From the left, in pixels of the picture as it was looked at (see <see cref="PicturePrint.SizeFor"/>).</param>
/// <param name="Y">From the top.</param>
/// <param name="Size">How large the blob is, in quarters of a pixel.</param>
/// <param name="Bits">What it looks like around it: which parts are busy, and which way light falls off.</param>
public readonly record struct PicturePoint(ushort X, ushort Y, byte Size, ulong Bits);
