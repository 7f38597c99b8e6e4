using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddHazardChangesNoticesAndTeamNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LinkChanges");

            migrationBuilder.AddColumn<Guid>(
                name: "ActId",
                table: "ReportsApart",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ActId",
                table: "HazardRefusals",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MailId",
                table: "HazardNotices",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "HazardChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ActId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    HazardId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FromHazardId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OtherReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FromBy = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    FromScore = table.Column<double>(type: "float", nullable: true),
                    FromLikeReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FromWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    FromReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FromLed = table.Column<bool>(type: "bit", nullable: false),
                    ForgotApart = table.Column<bool>(type: "bit", nullable: false),
                    FromState = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    ToState = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    FromFixedIn = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    ToFixedIn = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Who = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    OrganisationCode = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    UndoneAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HazardChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NoticeMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    MessageId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    SentTo = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    SentAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NotBefore = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Trouble = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeMails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticeMails_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TeamNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Who = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Words = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TeamNotes_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReportsApart_ActId",
                table: "ReportsApart",
                column: "ActId");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRefusals_ActId",
                table: "HazardRefusals",
                column: "ActId");

            migrationBuilder.CreateIndex(
                name: "IX_HazardNotices_MailId_SeenAt",
                table: "HazardNotices",
                columns: new[] { "MailId", "SeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardChanges_ActId",
                table: "HazardChanges",
                column: "ActId");

            migrationBuilder.CreateIndex(
                name: "IX_HazardChanges_FromHazardId_At",
                table: "HazardChanges",
                columns: new[] { "FromHazardId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardChanges_HazardId_At",
                table: "HazardChanges",
                columns: new[] { "HazardId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardChanges_ReportId_At",
                table: "HazardChanges",
                columns: new[] { "ReportId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_NoticeMails_PersonId",
                table: "NoticeMails",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeMails_State_NotBefore",
                table: "NoticeMails",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_TeamNotes_ReportId_At",
                table: "TeamNotes",
                columns: new[] { "ReportId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HazardChanges");

            migrationBuilder.DropTable(
                name: "NoticeMails");

            migrationBuilder.DropTable(
                name: "TeamNotes");

            migrationBuilder.DropIndex(
                name: "IX_ReportsApart_ActId",
                table: "ReportsApart");

            migrationBuilder.DropIndex(
                name: "IX_HazardRefusals_ActId",
                table: "HazardRefusals");

            migrationBuilder.DropIndex(
                name: "IX_HazardNotices_MailId_SeenAt",
                table: "HazardNotices");

            migrationBuilder.DropColumn(
                name: "ActId",
                table: "ReportsApart");

            migrationBuilder.DropColumn(
                name: "ActId",
                table: "HazardRefusals");

            migrationBuilder.DropColumn(
                name: "MailId",
                table: "HazardNotices");

            migrationBuilder.CreateTable(
                name: "LinkChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    FromBy = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    FromHazardId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FromWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ToHazardId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UndoneAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LinkChanges_ReportId_At",
                table: "LinkChanges",
                columns: new[] { "ReportId", "At" });
        }
    }
}
