namespace MakingItWork.Capture;

/// <summary>A picture that lies in the store and passed the checks that need no decoding.</summary>
public sealed record UploadedPicture(string Key, string Sha256, string Format, int Width, int Height);

/// <summary>Why a file was not taken, in the service manual's words.</summary>
public sealed record PictureTrouble(string Code, string Message);
